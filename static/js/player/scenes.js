// Which scene is on: its number from the page, its name from the chapters of the film.
export class Scenes {
  constructor({ root, video }) {
    this.list = [...root.querySelectorAll("[data-scene-number]")].map((button) => ({
      start: Number(button.dataset.at),
      end: Number(button.dataset.until),
      number: Number(button.dataset.sceneNumber),
    }));
    this.chapters = [];
    this.listeners = [];
    const element = root.querySelector("track[kind=chapters]");
    if (!element) return;
    const read = () => {
      this.chapters = [...(element.track.cues ?? [])].map(({ startTime, endTime, text }) => ({ start: startTime, end: endTime, text: plain(text) }));
      for (const listener of this.listeners) listener();
    };
    element.addEventListener("load", read);
    // Hidden tracks are read, and drawn by nobody.
    element.track.mode = "hidden";
    if (element.readyState === HTMLTrackElement.LOADED) read();
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  // Where scenes and cards begin, but for the first. An end card begins where the last scene ends.
  starts(length) {
    const starts = this.list.length ? [...this.list.map((scene) => scene.start), this.list.at(-1).end] : this.chapters.map((chapter) => chapter.start);
    return starts.filter((start) => start > 0.05 && start < length - 0.2);
  }

  number(seconds) {
    return at(this.list, seconds)?.number;
  }

  name(seconds) {
    const name = at(this.chapters, seconds)?.text ?? "";
    // A scene without words of its own is named by its number already.
    return /^Scene \d+$/.test(name) ? "" : name;
  }

  // "scene 3: The great lens", or only what is known of it.
  describe(seconds) {
    const number = this.number(seconds);
    return [number && `scene ${number}`, this.name(seconds)].filter(Boolean).join(": ");
  }
}

function at(parts, seconds) {
  // The last one holds on to the very end, where the film stands when it is over.
  const here = parts.findLast((part) => seconds + 0.02 >= part.start);
  return here && (seconds < here.end || here === parts.at(-1)) ? here : undefined;
}

// Chapters are escaped text: "&amp;" for "&".
function plain(text) {
  return new DOMParser().parseFromString(text, "text/html").body.textContent;
}

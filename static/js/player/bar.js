// The bar along which one looks for a moment: what is played and loaded, where scenes begin, and a small picture of where one points.
import { clock, goTo, lengthOf } from "./time.js";

export function setUpBar(player) {
  const { video, part, scenes } = player;
  const [bar, handle, track] = ["bar", "handle", "track"].map(part);
  const preview = setUpPreview(player, bar);
  let wanted = null;

  function showPlayed() {
    if (wanted === null) handle.value = Math.round(video.currentTime * 10);
    const length = lengthOf(player) || 1;
    const loaded = [...Array(video.buffered.length).keys()].map((index) => video.buffered.end(index)).find((end) => end >= video.currentTime) ?? 0;
    track.style.setProperty("--played", `${(10 * handle.value) / length}%`);
    track.style.setProperty("--loaded", `${(100 * loaded) / length}%`);
  }

  let told = "";
  // A screen reader reads each change of the bar that has the focus: while the film plays, a new scene is change enough.
  function tell() {
    const seconds = handle.value / 10;
    const scene = scenes.describe(seconds);
    const isRead = document.activeElement === handle && !video.paused && !video.seeking && scene === told;
    if (isRead) return;
    told = scene;
    handle.setAttribute("aria-valuetext", `${clock(seconds)} of ${clock(lengthOf(player))}${scene ? `, ${scene}` : ""}`);
  }

  function follow() {
    showPlayed();
    tell();
  }

  function mark() {
    const length = lengthOf(player);
    track.replaceChildren(
      ...scenes.starts(length).map((start) => {
        const tick = document.createElement("i");
        tick.style.left = `${(100 * start) / length}%`;
        return tick;
      }),
    );
    follow();
  }

  // One moment at a time is asked for while the handle is dragged; the last one counts.
  function seek() {
    if (wanted !== null && !video.seeking) goTo(player, wanted);
  }

  handle.addEventListener("input", () => {
    wanted = handle.value / 10;
    seek();
    preview.show(wanted);
    follow();
  });
  handle.addEventListener("change", () => {
    goTo(player, handle.value / 10);
    wanted = null;
    preview.hide();
  });
  handle.addEventListener("blur", tell);
  handle.addEventListener("pointermove", (event) => preview.show(secondsUnder(event, handle, lengthOf(player))));
  for (const end of ["pointerleave", "pointercancel", "blur"]) handle.addEventListener(end, preview.hide);
  video.addEventListener("seeked", seek);
  for (const event of ["timeupdate", "seeking", "seeked", "progress", "pause", "ended"]) video.addEventListener(event, follow);
  video.addEventListener("loadedmetadata", () => {
    handle.max = Math.floor(video.duration * 10);
    mark();
  });
  scenes.onChange(mark);
  mark();
}

// The handle's middle stays half its width away from both ends of the bar.
function secondsUnder(event, handle, length) {
  const around = handle.getBoundingClientRect();
  const half = Number.parseFloat(getComputedStyle(handle).getPropertyValue("--handle")) / 2 || 0;
  const share = (event.clientX - around.left - half) / (around.width - 2 * half);
  return Math.max(0, Math.min(1, share)) * length;
}

function setUpPreview(player, bar) {
  const box = player.part("preview");
  const picture = player.part("preview-picture");
  const tiles = readTiles(player.root.querySelector("track[kind=metadata]"));

  function show(seconds) {
    const tile = tiles.list.findLast((one) => one.start <= seconds) ?? tiles.list[0];
    picture.hidden = !tile || !bar.dataset.sheet;
    if (!picture.hidden) {
      picture.style.width = `${tile.width}px`;
      picture.style.height = `${tile.height}px`;
      picture.style.backgroundImage = `url("${bar.dataset.sheet}")`;
      picture.style.backgroundPosition = `-${tile.left}px -${tile.top}px`;
    }
    player.part("preview-time").textContent = clock(seconds);
    player.part("preview-words").textContent = player.scenes.name(seconds);
    box.hidden = false;
    const room = bar.clientWidth - box.offsetWidth;
    const middle = (seconds / lengthOf(player)) * bar.clientWidth - box.offsetWidth / 2;
    box.style.left = `${Math.max(0, Math.min(room, middle))}px`;
  }

  return { show, hide: () => (box.hidden = true) };
}

// Each cue names the sheet and the place in it: "sprites.jpg#xywh=160,0,160,90".
function readTiles(element) {
  const tiles = { list: [] };
  if (!element) return tiles;
  const read = () => {
    tiles.list = [...(element.track.cues ?? [])].flatMap((cue) => {
      const found = cue.text.match(/^\S+#xywh=(\d+),(\d+),(\d+),(\d+)$/);
      if (!found) return [];
      const [left, top, width, height] = found.slice(1).map(Number);
      return [{ start: cue.startTime, left, top, width, height }];
    });
  };
  element.addEventListener("load", read);
  element.track.mode = "hidden";
  read();
  return tiles;
}

// The filmstrip of a scene's clip, on which a part is chosen by hand or by keys; the fields beside it hold what is chosen.
const SHORTEST = 0.5;

export const secondsOf = (text) => text.replace(",", ".").split(":").reduce((sum, part) => 60 * sum + Number(part || 0), 0);

function clockOf(seconds) {
  const tenths = Math.round(10 * seconds);
  const rest = (tenths % 600) / 10;
  return `${Math.floor(tenths / 600)}:${rest < 10 ? "0" : ""}${rest}`;
}

const field = (scene, name) => scene.querySelector(`[name$="-${name}"]`);
const handles = (scene) => [scene.querySelector("[data-filmstrip-from]"), scene.querySelector("[data-filmstrip-to]")];

// Shows on the filmstrip what the fields say.
export function showPart(scene) {
  const filmstrip = scene.querySelector("[data-filmstrip]");
  const length = Number(filmstrip.dataset.seconds);
  const [from, to] = handles(scene);
  const start = secondsOf(field(scene, "clip_start").value) || 0;
  const end = secondsOf(field(scene, "clip_end").value) || length;
  for (const [handle, value] of [[from, start], [to, end]]) {
    handle.max = length;
    handle.value = Math.min(value, length);
    handle.setAttribute("aria-valuetext", clockOf(Number(handle.value)));
  }
  const marked = filmstrip.querySelector("[data-filmstrip-part]");
  marked.style.insetInlineStart = `${(100 * from.value) / length}%`;
  marked.style.inlineSize = `${Math.max(0, (100 * (to.value - from.value)) / length)}%`;
}

export function setUpFilmstrip(scene) {
  const filmstrip = scene.querySelector("[data-filmstrip]");
  const [from, to] = handles(scene);
  filmstrip.addEventListener("input", (event) => {
    const length = Number(filmstrip.dataset.seconds);
    const isFrom = event.target === from;
    // Neither passes the other.
    if (isFrom) from.value = Math.min(from.value, Math.max(0, to.value - SHORTEST));
    else to.value = Math.max(to.value, Math.min(length, Number(from.value) + SHORTEST));
    const value = Number(event.target.value);
    const text = field(scene, isFrom ? "clip_start" : "clip_end");
    const isWhole = isFrom ? value === 0 : value >= length - 0.05;
    text.value = isWhole ? "" : clockOf(value);
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.dispatchEvent(new Event("change", { bubbles: true }));
    showPart(scene);
  });
  for (const name of ["clip_start", "clip_end"]) field(scene, name).addEventListener("change", () => showPart(scene));
  if (!filmstrip.hidden) showPart(scene);
}

// A clip that was chosen just now, with its length and a picture of it; without these there is no filmstrip.
export function changeFilmstrip(scene, length, picture) {
  const filmstrip = scene.querySelector("[data-filmstrip]");
  filmstrip.hidden = !picture || !length;
  if (filmstrip.hidden) return;
  filmstrip.dataset.seconds = length;
  filmstrip.querySelector("[data-filmstrip-picture]").src = picture;
  showPart(scene);
}

// The bar along which one looks for a moment: it shows a small picture of where the pointer or the handle is.
const bar = document.querySelector("[data-seek]");
const video = document.querySelector("video");
const handle = bar.querySelector("input");
const preview = bar.querySelector("[data-seek-preview]");
const picture = preview.querySelector("[data-seek-picture]");
const time = preview.querySelector("[data-seek-time]");
const element = document.querySelector("track[kind=metadata]");
let tiles = [];

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// Each cue names the sheet and the place in it: "sprites.jpg#xywh=160,0,160,90".
function readTiles() {
  tiles = [...(element.track.cues ?? [])].flatMap((cue) => {
    const found = cue.text.match(/^(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/);
    if (!found) return [];
    const [left, top, width, height] = found.slice(2).map(Number);
    return [{ start: cue.startTime, left, top, width, height }];
  });
}

function show(seconds) {
  const tile = tiles.findLast((one) => one.start <= seconds) ?? tiles[0];
  time.textContent = clock(seconds);
  picture.hidden = !tile;
  if (tile) {
    picture.style.width = `${tile.width}px`;
    picture.style.height = `${tile.height}px`;
    picture.style.backgroundImage = `url("${bar.dataset.sheet}")`;
    picture.style.backgroundPosition = `-${tile.left}px -${tile.top}px`;
  }
  preview.hidden = false;
  const room = bar.clientWidth - preview.offsetWidth;
  const wanted = (seconds / handle.max) * bar.clientWidth - preview.offsetWidth / 2;
  preview.style.insetInlineStart = `${Math.max(0, Math.min(room, wanted))}px`;
}

function hide() {
  preview.hidden = true;
}

function follow() {
  handle.value = video.currentTime;
  handle.style.setProperty("--played", `${(100 * video.currentTime) / (handle.max || 1)}%`);
  handle.setAttribute("aria-valuetext", `${clock(video.currentTime)} of ${clock(handle.max)}`);
}

handle.addEventListener("pointermove", (event) => {
  const around = handle.getBoundingClientRect();
  const share = (event.clientX - around.left) / around.width;
  show(Math.max(0, Math.min(1, share)) * handle.max);
});
handle.addEventListener("input", () => {
  video.currentTime = handle.value;
  show(Number(handle.value));
});
for (const end of ["pointerleave", "pointercancel", "blur", "change"]) handle.addEventListener(end, hide);
video.addEventListener("timeupdate", follow);
video.addEventListener("seeking", follow);
video.addEventListener("loadedmetadata", () => {
  handle.max = video.duration;
  follow();
});
if (element) {
  element.addEventListener("load", readTiles);
  // Hidden tracks are read, and drawn by nobody.
  element.track.mode = "hidden";
  readTiles();
}
follow();

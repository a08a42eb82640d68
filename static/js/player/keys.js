// The keyboard: all keys while the focus is in the player; letters and digits on the whole page, unless that is switched off.
import { recall, remember } from "./memory.js";
import { goTo, lengthOf } from "./time.js";

const KEY = "player-keys";
const STEP = 5;
const LEAP = 10;
const FRAME = 1 / 30;
const FIELDS = "input:not([type=range], [type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

export function setUpKeys(player) {
  const { root, video, part } = player;
  const everywhere = part("keys-everywhere");
  everywhere.checked = recall(KEY) !== "inside";
  everywhere.addEventListener("change", () => remember(KEY, everywhere.checked ? "everywhere" : "inside"));
  const by = (seconds) => goTo(player, video.currentTime + seconds);

  // Keys that pages and other controls use too, so they are ours inside the player only.
  const inside = {
    " ": player.toggle,
    ArrowLeft: () => by(-STEP),
    ArrowRight: () => by(STEP),
    ArrowUp: () => player.louder(5),
    ArrowDown: () => player.louder(-5),
    Home: () => goTo(player, 0),
    End: () => goTo(player, lengthOf(player)),
    PageUp: () => goTo(player, beginning(player, -1)),
    PageDown: () => goTo(player, beginning(player, 1)),
  };
  const anywhere = {
    k: player.toggle,
    j: () => by(-LEAP),
    l: () => by(LEAP),
    m: player.mute,
    f: player.fill,
    c: player.caption,
    "<": () => player.faster(-1),
    ">": () => player.faster(1),
    ",": () => video.paused && by(-FRAME),
    ".": () => video.paused && by(FRAME),
  };
  for (const digit of "0123456789") anywhere[digit] = () => goTo(player, (lengthOf(player) * digit) / 10);

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key === "Escape" && player.isUnfolded()) return player.unfold(false);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return undefined;
    if (target.closest(FIELDS) || document.querySelector("dialog[open]")) return undefined;
    const isInside = root.contains(target);
    const action = (isInside && !isItsOwn(event) && forSlider(event, inside)) || ((isInside || everywhere.checked) && anywhere[letter(event)]);
    if (!action) return undefined;
    event.preventDefault();
    return action();
  });
}

// Up and down move a slider as right and left do.
function forSlider({ key, target }, inside) {
  const turned = { ArrowUp: "ArrowRight", ArrowDown: "ArrowLeft" };
  return inside["handle" in target.dataset ? (turned[key] ?? key) : key];
}

// A button is pressed by the space bar, and the volume has arrows of its own.
function isItsOwn({ key, target }) {
  if ("volume" in target.dataset) return key !== " ";
  return key === " " && Boolean(target.closest("button, summary, a[href], [type=checkbox]"));
}

// On keyboards of other scripts a letter is known by its place.
function letter({ key, code }) {
  const lower = key.toLowerCase();
  return /^[^\x00-\x7f]$/.test(lower) && /^Key[A-Z]$/.test(code) ? code.at(-1).toLowerCase() : lower;
}

// Where the next scene begins; backwards it is first the one that is on, as on other players.
function beginning(player, step) {
  const starts = [0, ...player.scenes.starts(lengthOf(player))];
  const now = player.video.currentTime;
  if (step < 0) return starts.findLast((start) => start < now - 1) ?? 0;
  return starts.find((start) => start > now + 0.05) ?? lengthOf(player);
}

// The page on which scenes are changed: order, new scenes, scenes left out, and what the changes come to.
import { allSettings, askAnew, settingNamed } from "./scenes/choices.js";
import { dragBy } from "./scenes/dragging.js";
import { copyOf, makeScene, putEdit, scenesNow } from "./scenes/edits.js";
import { fill, idOf, isChanged, isOut, joinWords, movedAmong, nameOf, part, placeOf, splitWords } from "./scenes/fields.js";
import { arrange, History } from "./scenes/history.js";
import { change } from "./scenes/keeping.js";
import { picking } from "./scenes/picker.js";
import { goTo, offerPart, pictureOf, showPicture } from "./scenes/pictures.js";
import { chooseTake, letGoOfTake, openTakes, showTake } from "./scenes/takes.js";
import { isVoiceFile, joinVoices, lookAtVoice, splitVoice, takeVoiceFile, voices } from "./scenes/voice.js";
import { timeOf } from "./scenes/windows.js";

const form = document.querySelector("[data-storyboard]");
const list = form.querySelector("[data-scenes]");
const settings = form.querySelector("[data-settings]");
const told = form.querySelector("[data-changes]");
const spoken = form.querySelector("[data-told]");
const addButton = form.querySelector("[data-add]");
const undoButton = form.querySelector("[data-undo]");
const redoButton = form.querySelector("[data-redo]");
const history = new History(list, stepped);

const kept = () => scenesNow().filter((scene) => !isOut(scene));
const sceneOf = (element) => element.closest("[data-scene]");
const whoOf = (scene) => scene.dataset.who ?? "scene";

function say(words) {
  // The same words twice are heard twice.
  spoken.textContent = spoken.textContent === words ? `${words}\u00a0` : words;
}

// Forty buttons or fields of one name are told apart by nobody who only hears them. A scene that is left out has no
// number in the video: it is called what it was.
function name(scene, number) {
  const who = number ? `scene ${number}` : `left-out ${scene.dataset.was}`;
  const picture = scene.querySelector("[data-picture]:not([hidden])");
  if (picture) picture.alt = `The picture of ${who}`;
  if (scene.dataset.who === who) return;
  scene.dataset.who = who;
  scene.querySelector("[data-number]").textContent = number || "out";
  nameAll(scene, who);
}

function nameAll(scene, who) {
  for (const one of scene.querySelectorAll("[data-name]")) {
    const words = (isOut(scene) && one.dataset.nameOut) || one.dataset.name;
    one.setAttribute("aria-label", words.replace("#", who));
  }
  for (const one of scene.querySelectorAll("[data-of]")) one.textContent = ` (${who})`;
}

function showOut(scene) {
  const out = isOut(scene);
  if (scene.hasAttribute("data-out") === out && scene.dataset.isLabelled) return;
  scene.dataset.isLabelled = true;
  scene.toggleAttribute("data-out", out);
  const [bin, back] = scene.querySelectorAll("[data-leave-out] svg");
  bin.toggleAttribute("hidden", out);
  back.toggleAttribute("hidden", !out);
  scene.querySelector("[data-leave-out] span").hidden = !out;
  label(scene);
}

// What a scene is known by where it is one line.
function label(scene) {
  const words = part(scene, "narration").value.trim() || part(scene, "prompt").value.trim();
  scene.querySelector("[data-said]").textContent = words.slice(0, 140) || "No words yet";
}

function refresh() {
  const all = scenesNow();
  const stay = kept();
  const moved = new Set(movedAmong(stay));
  const added = all.filter((scene) => !idOf(scene));
  added.forEach((scene, index) => (scene.dataset.was ||= `new scene ${index + 1}`));
  const last = stay.at(-1);
  let number = 0;
  all.forEach((scene, index) => {
    part(scene, "ORDER").value = index + 1;
    name(scene, isOut(scene) ? 0 : ++number);
    showOut(scene);
    look(scene, moved.has(scene));
    scene.querySelector("[data-up]").disabled = index === 0;
    scene.querySelector("[data-down]").disabled = index === all.length - 1;
    scene.querySelector("[data-join]").disabled = scene === last;
  });
  const isFull = stay.length >= Number(addButton.dataset.most);
  for (const button of form.querySelectorAll("[data-add], [data-insert], [data-duplicate], [data-split]")) button.disabled = isFull;
  return tell();
}

function look(scene, isMoved = scene.hasAttribute("data-moved")) {
  scene.toggleAttribute("data-moved", isMoved);
  scene.toggleAttribute("data-changed", isMoved || isChanged(scene));
  showTake(scene);
  lookAtVoice(scene);
  // Only a scene without words has a length of its own, and only with words there is something to pause after.
  const hasWords = Boolean(part(scene, "narration").value.trim());
  if (scene.querySelector("[data-more] [data-later]")) return;
  part(scene, "seconds").closest(".field").hidden = hasWords;
  for (const one of ["voice", "pace"]) part(scene, one).closest(".field").hidden = !hasWords;
  const names = [...scene.querySelectorAll("[data-more] .field:not([hidden])")]
    .filter((field) => field.querySelector("input, select").value)
    .map((field) => field.querySelector("label").firstChild.textContent.trim());
  const chosen = scene.querySelector("[data-chosen]");
  if (chosen.textContent !== names.join(", ")) chosen.textContent = names.join(", ");
}

function tell() {
  const count = list.querySelectorAll("[data-changed]").length;
  const words = count ? `${count} ${count === 1 ? "scene is" : "scenes are"} changed.` : told.dataset.none;
  if (told.textContent !== words) told.textContent = words;
  undoButton.disabled = !history.done.length;
  redoButton.disabled = !history.undone.length;
  return count;
}

// After each step, and after each that was taken back: the page, the words, and where one was.
function stepped({ words, scene, field }, turned) {
  refresh();
  change();
  say(turned ? `${turned}: ${words}` : words);
  if (!turned) return;
  if (scene.localName === "details") {
    scene.open = true;
    askAnew();
  }
  const shown = scene.isConnected ? scene : kept()[0];
  shown?.scrollIntoView({ block: "nearest" });
  if (field?.isConnected) field.focus({ preventScroll: true });
}

function move(scene, place) {
  const others = scenesNow().filter((one) => one !== scene);
  const where = Math.max(0, Math.min(others.length, place));
  history.step(`${capital(whoOf(scene))} was moved.`, scene, () => {
    arrange(list, [...others.slice(0, where), scene, ...others.slice(where)]);
  });
  say(`${capital(whoOf(scene))} of ${kept().length} now.`);
}

function moveBy(scene, step, button) {
  const place = scenesNow().indexOf(scene) + step;
  if (place < 0 || place >= scenesNow().length) return;
  move(scene, place);
  scene.scrollIntoView({ block: "nearest" });
  const other = scene.querySelector(step < 0 ? "[data-down]" : "[data-up]");
  (button.disabled ? other : button).focus();
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);

function leaveOut(scene) {
  const who = capital(whoOf(scene));
  const words = isOut(scene) ? `${capital(scene.dataset.was)} is back.` : `${who} is left out. It can be put back.`;
  history.step(words, scene, (put) => put(part(scene, "DELETE"), !isOut(scene)));
}

function insert(scene, before, words) {
  const order = scenesNow();
  order.splice(before ? order.indexOf(before) : order.length, 0, scene);
  history.step(words, scene, () => arrange(list, order));
}

function add(before) {
  const scene = makeScene();
  insert(scene, before, "A new scene.");
  part(scene, "narration").focus();
}

function duplicate(scene) {
  const copy = copyOf(scene);
  insert(copy, scene.nextElementSibling, `${capital(whoOf(scene))} was duplicated.`);
  copy.scrollIntoView({ block: "nearest" });
  copy.querySelector("[data-duplicate]").focus();
}

// The picture stays with both parts: nothing but their words is made anew, and either may have another one then.
function split(scene) {
  const area = part(scene, "narration");
  const [one, other] = splitWords(area.value, area.selectionStart);
  if (!one || !other) {
    say("Please put the cursor between two words first.");
    return area.focus();
  }
  const copy = copyOf(scene);
  part(copy, "narration").value = other;
  part(copy, "transition").value = "";
  const voice = splitVoice(scene, copy);
  const order = scenesNow();
  order.splice(order.indexOf(scene) + 1, 0, copy);
  history.step(`${capital(whoOf(scene))} was split in two.${voice?.words ?? ""}`, scene, (put) => {
    put(area, one);
    voice?.put(put);
    if (part(scene, "pause")) put(part(scene, "pause"), "");
    arrange(list, order);
  });
  const second = part(copy, "narration");
  second.focus();
  second.setSelectionRange(0, 0);
}

function join(scene) {
  const all = kept();
  const next = all[all.indexOf(scene) + 1];
  if (!next) return;
  const area = part(scene, "narration");
  const words = joinWords(area.value.trim(), part(next, "narration").value.trim());
  const most = Number(area.dataset.longest);
  if ([...words].length > most) return refuse(scene, `Together they have ${[...words].length} characters, and one scene can tell ${most}.`);
  const voice = joinVoices(scene, next);
  history.step(`${capital(whoOf(scene))} and ${whoOf(next)} are one.${voice?.words ?? ""}`, scene, (put) => {
    put(area, words);
    voice?.put(put);
    const pause = part(next, "pause")?.value ?? "";
    if (pause) fill(scene.querySelector("[data-more]"));
    if (part(scene, "pause")) put(part(scene, "pause"), pause);
    put(part(next, "DELETE"), true);
  });
  area.focus();
}

function refuse(scene, words) {
  const line = scene.querySelector("[data-refusal]");
  line.textContent = words;
  line.hidden = false;
  say(words);
}

const DOES = {
  insert: (scene) => add(scene),
  split,
  join,
  duplicate,
  leaveOut,
  up: (scene, button) => moveBy(scene, -1, button),
  down: (scene, button) => moveBy(scene, 1, button),
};

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const deed = button && Object.keys(DOES).find((one) => one in button.dataset);
  if (deed) DOES[deed](sceneOf(button), button);
});
list.addEventListener("keydown", (event) => {
  if (!event.target.matches("[data-grip]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const scene = sceneOf(event.target);
  const place = scenesNow().indexOf(scene);
  const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: scenesNow().length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  if (to === place || to < 0 || to >= scenesNow().length) return;
  move(scene, to);
  event.target.focus();
  scene.scrollIntoView({ block: "nearest" });
});
dragBy(list, label, move);
list.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.open && target.matches("[data-takes]")) openTakes(target);
    if (!target.open || !target.matches("[data-more], [data-voice]")) return;
    fill(target);
    look(sceneOf(target));
  },
  { capture: true },
);

list.addEventListener("focusin", ({ target }) => target.matches("textarea, select, input") && history.know(target));
list.addEventListener("focusout", () => history.seal());
list.addEventListener("input", ({ target }) => {
  const scene = sceneOf(target);
  if (target.closest("[data-takes]")) {
    if (target.matches("[data-choice]")) chooseTake(history, scene, target, whoOf(scene));
    return;
  }
  if (target.type !== "file" && target.name) {
    history.typed(target, scene, `${capital(target.labels?.[0]?.innerText.trim() ?? nameOf(target))} was changed.`);
    change();
  }
  scene.querySelector("[data-refusal]").hidden = true;
  // While one types, only the scene in which that happens is looked at: there may be 120.
  look(scene);
  tell();
});
// What is chosen for the whole film is kept, taken back and done again like what is changed in scenes.
settings.addEventListener("focusout", () => history.seal());
settings.addEventListener("input", ({ target }) => {
  const setting = settingNamed(target.name);
  if (!setting) return;
  history.typed(setting, setting.section, `${setting.label} was changed.`);
  change();
  tell();
});
settings.addEventListener("change", ({ target }) => target.type === "file" && change());
// What was chosen is a step once it is there; before it was chosen, the picture was another.
const earlier = new WeakMap();
list.addEventListener("click", ({ target }) => {
  if (target.type === "file" && !isVoiceFile(target)) earlier.set(target, pictureOf(sceneOf(target)).value);
});
list.addEventListener("change", ({ target }) => {
  const scene = sceneOf(target);
  if (isVoiceFile(target)) return takeVoiceFile(scene, target);
  if (target.type === "file") {
    const picture = pictureOf(scene);
    const before = earlier.get(target) ?? { ...picture.value, files: new DataTransfer().files };
    showPicture(scene, () => change() ?? refresh());
    const after = picture.value;
    const entry = { words: `The picture of ${whoOf(scene)} was chosen.`, scene, order: [scenesNow(), scenesNow()] };
    history.push({ ...entry, values: new Map([...letGoOfTake(scene), [picture, [before, after]]]) });
  }
  if (target.name.endsWith("-clip_start")) goTo(scene);
});

// A browser's own undo knows nothing of scenes, and forgets what a script has put into a field.
document.addEventListener("keydown", (event) => {
  const isHere = event.target === document.body || list.contains(event.target) || settings.contains(event.target) || event.target.closest?.("#save, #main") === event.target;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !isHere || form.inert) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) history.redo();
  else history.undo();
});
for (const part of [list, settings]) {
  part.addEventListener("beforeinput", (event) => {
    if (!event.inputType.startsWith("history")) return;
    event.preventDefault();
    if (event.inputType === "historyUndo") history.undo();
    else history.redo();
  });
}
const turn = (button, other, way) => () => {
  way();
  if (button.disabled) other.focus();
};
undoButton.addEventListener("click", turn(undoButton, redoButton, () => history.undo()));
redoButton.addEventListener("click", turn(redoButton, undoButton, () => history.redo()));
addButton.addEventListener("click", () => add(null));

form.addEventListener(
  "submit",
  (event) => {
    const sending = scenesNow().find((scene) => scene.sending || scene.sendingVoice);
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    told.textContent = `A ${sending.sending ? "clip" : "recording"} is still being sent. Please wait until it is here.`;
    sending.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);
addEventListener("pageshow", () => refresh());

list.addEventListener("htmx:load", ({ target }) => {
  const scene = sceneOf(target);
  if (!target.matches("[data-takes-list]") || !scene) return;
  nameAll(scene, whoOf(scene));
  showTake(scene, true);
  say(target.querySelector("[data-takes-told]").textContent);
});
picking(list, history, whoOf);
voices(list, history, whoOf, () => {
  change();
  refresh();
});
for (const scene of scenesNow()) offerPart(scene, false);
// After an error the scenes come as they were stored; their new places stand in their fields.
if ("bound" in form.dataset) {
  const place = (scene) => Number(part(scene, "ORDER").value || Infinity);
  list.append(...scenesNow().sort((one, other) => place(one) - place(other) || placeOf(one) - placeOf(other) || 0));
  change();
} else {
  const typed = document.querySelector("#typed-scenes");
  if (typed) putEdit(JSON.parse(typed.textContent));
}
for (const setting of allSettings()) history.know(setting);
for (const moment of document.querySelectorAll("[data-time]")) moment.textContent = timeOf(moment.dateTime);
refresh();
form.querySelector("[aria-invalid=true]")?.focus();

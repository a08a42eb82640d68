// The page on which scenes are changed: order, new scenes, scenes left out, and what the changes come to.
import { drawFilmstrip, isClip, tooLarge, watchClip } from "./clips.js";
import { sendClip } from "./sending.js";
import { changeFilmstrip, secondsOf, setUpFilmstrip } from "./filmstrip.js";

const form = document.querySelector("[data-storyboard]");
const list = form.querySelector("[data-scenes]");
const blank = form.querySelector("[data-blank]");
const total = form.querySelector("[name$=TOTAL_FORMS]");
const told = form.querySelector("[data-changes]");
const addButton = form.querySelector("[data-add]");
let isSent = false;

const scenes = () => [...list.querySelectorAll("[data-scene]")];
const part = (scene, name) => scene.querySelector(`[name$="-${name}"]`);
const isOut = (scene) => part(scene, "DELETE").checked;

function isChanged(scene) {
  if (!part(scene, "id").value) return !isOut(scene);
  if (scene.sending || scene.querySelector("[data-sent-clip]").value) return true;
  return [...scene.querySelectorAll("textarea, select, input:not([type=hidden], [type=range])")].some((field) => {
    if (field.type === "checkbox") return field.checked;
    if (field.localName === "select") return !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0;
    if (field.type === "file") return field.files.length > 0;
    // After an error the fields hold what was sent, and beside it stands what is stored.
    return field.value !== (field.dataset.saved ?? field.defaultValue);
  });
}

// Forty buttons or fields of one name are told apart by nobody who only hears them. A scene that is left out has no
// number in the video: it is called what it was.
function name(scene, number) {
  const who = number ? `scene ${number}` : `left-out ${scene.dataset.was}`;
  scene.querySelector("[data-number]").textContent = number || "out";
  for (const part of scene.querySelectorAll("[data-name]")) {
    const words = (!number && part.dataset.nameOut) || part.dataset.name;
    part.setAttribute("aria-label", words.replace("#", who));
  }
  for (const part of scene.querySelectorAll("[data-of]")) part.textContent = ` (${who})`;
  const picture = scene.querySelector("[data-picture]:not([hidden])");
  if (picture) picture.alt = `The picture of ${who}`;
}

function refresh() {
  const kept = scenes().filter((scene) => !isOut(scene));
  scenes().forEach((scene, index) => (part(scene, "ORDER").value = index + 1));
  const added = scenes().filter((scene) => !part(scene, "id").value);
  added.forEach((scene, index) => (scene.dataset.was ||= `new scene ${index + 1}`));
  for (const scene of scenes()) {
    name(scene, kept.indexOf(scene) + 1);
    scene.toggleAttribute("data-out", isOut(scene));
    const [bin, back] = scene.querySelectorAll("[data-leave-out] svg");
    bin.toggleAttribute("hidden", isOut(scene));
    back.toggleAttribute("hidden", !isOut(scene));
    scene.toggleAttribute("data-changed", isChanged(scene));
  }
  scenes().forEach((scene, index) => {
    scene.querySelector("[data-up]").disabled = index === 0;
    scene.querySelector("[data-down]").disabled = index === scenes().length - 1;
  });
  addButton.disabled = kept.length >= Number(addButton.dataset.most);
  return tell();
}

function tell() {
  const count = list.querySelectorAll("[data-changed]").length;
  told.textContent = count ? `${count} ${count === 1 ? "scene is" : "scenes are"} changed.` : told.dataset.none;
  return count;
}

// While one types, only the scene in which that happens is looked at: there may be 120.
function refreshOne(scene) {
  scene.toggleAttribute("data-changed", isChanged(scene));
  tell();
}

function move(scene, step) {
  const other = step < 0 ? scene.previousElementSibling : scene.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(scene);
  else other.after(scene);
  scene.scrollIntoView({ block: "nearest" });
  refresh();
  const button = scene.querySelector(step < 0 ? "[data-up]" : "[data-down]");
  (button.disabled ? scene.querySelector(step < 0 ? "[data-down]" : "[data-up]") : button).focus();
}

function leaveOut(scene) {
  part(scene, "DELETE").checked = !isOut(scene);
  refresh();
}

function showPicture(input) {
  const scene = input.closest("[data-scene]");
  const error = scene.querySelector("[data-picture-error]");
  const file = input.files[0];
  const clip = file && isClip(file);
  const isTooLarge = file && tooLarge(input, file);
  error.hidden = !isTooLarge;
  error.textContent = isTooLarge || "";
  if (isTooLarge) input.value = "";
  stopSending(scene);
  offerPart(scene, clip && !isTooLarge);
  if (!file || isTooLarge) return;
  if (clip) {
    changeFilmstrip(scene, 0, "");
    showFirstFrame(scene, file);
    send(scene, input, file);
  } else show(scene, URL.createObjectURL(file));
}

// The form is sent without the file: it is there already.
async function send(scene, input, file) {
  const status = scene.querySelector("[data-sending]");
  const field = scene.querySelector("[data-sent-clip]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const stop = new AbortController();
  scene.sending = stop;
  const say = (words) => {
    status.hidden = !words;
    if (status.textContent !== words) status.textContent = words;
  };
  const tellShare = (share) => {
    if (!stop.signal.aborted) say(`Sending the clip: ${Math.floor(10 * share) * 10} %`);
  };
  input.value = "";
  scene.toggleAttribute("data-changed", true);
  try {
    const id = await sendClip(form.dataset.sendClip, token, file, tellShare, stop.signal);
    if (stop.signal.aborted) return;
    field.value = id;
    say(`The clip is here: ${file.name}`);
  } catch (error) {
    if (stop.signal.aborted) return;
    say("");
    const told = scene.querySelector("[data-picture-error]");
    told.textContent = error.message;
    told.hidden = false;
  }
  scene.sending = undefined;
  refresh();
}

function stopSending(scene) {
  scene.sending?.abort();
  scene.sending = undefined;
  scene.querySelector("[data-sent-clip]").value = "";
  scene.querySelector("[data-sending]").hidden = true;
}

function show(scene, address) {
  const picture = scene.querySelector("[data-picture]");
  picture.src = address;
  picture.hidden = false;
  scene.querySelector(".ghost")?.remove();
}

// The fields about a clip are in the way where there is none.
function offerPart(scene, hasNewClip) {
  const fields = scene.querySelector("[data-clip]");
  fields.hidden = !hasNewClip && !("hasClip" in fields.dataset);
  if (hasNewClip) fields.open = true;
}

// The frame with which the chosen part begins. A browser that cannot play the clip leaves the picture of before.
function showFirstFrame(scene, file) {
  if (scene.video) URL.revokeObjectURL(scene.video.src);
  scene.video = watchClip(file, (address) => show(scene, address));
  const video = scene.video;
  video.addEventListener("loadeddata", async () => {
    goTo(scene);
    const filmstrip = await drawFilmstrip(file);
    if (scene.video === video) changeFilmstrip(scene, video.duration, filmstrip);
  });
}

function goTo(scene) {
  const moment = secondsOf(part(scene, "clip_start").value);
  if (scene.video && moment <= scene.video.duration) scene.video.currentTime = moment;
}

function add() {
  const number = Number(total.value);
  const holder = document.createElement("ol");
  holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", number);
  const scene = holder.firstElementChild;
  total.value = number + 1;
  list.append(scene);
  setUpFilmstrip(scene);
  offerPart(scene, false);
  refresh();
  part(scene, "narration").focus();
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const scene = button.closest("[data-scene]");
  if ("up" in button.dataset) move(scene, -1);
  if ("down" in button.dataset) move(scene, 1);
  if ("leaveOut" in button.dataset) leaveOut(scene);
});
list.addEventListener("change", (event) => {
  if (event.target.type === "file") showPicture(event.target);
  if (event.target.name.endsWith("-clip_start")) goTo(event.target.closest("[data-scene]"));
});
for (const scene of scenes()) {
  setUpFilmstrip(scene);
  offerPart(scene, false);
}
addButton.addEventListener("click", add);
list.addEventListener("input", (event) => refreshOne(event.target.closest("[data-scene]")));
form.addEventListener(
  "submit",
  (event) => {
    const sending = scenes().find((scene) => scene.sending);
    if (!sending) return void (isSent = true);
    event.preventDefault();
    event.stopImmediatePropagation();
    told.textContent = "A clip is still being sent. Please wait until it is here.";
    sending.scrollIntoView({ block: "nearest" });
  },
  { capture: true },
);
addEventListener("beforeunload", (event) => {
  if (!isSent && refresh()) event.preventDefault();
});
addEventListener("pageshow", () => {
  isSent = false;
  refresh();
});
// After an error the scenes come as they were stored; their new places stand in their fields.
const place = (scene) => Number(part(scene, "ORDER").value || Infinity);
list.append(...scenes().sort((one, other) => place(one) - place(other) || 0));
refresh();
form.querySelector("[aria-invalid=true]")?.focus();

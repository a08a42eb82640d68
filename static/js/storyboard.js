// The page on which scenes are changed: order, new scenes, scenes left out, and what the changes come to.
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
  return [...scene.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => {
    if (field.type === "checkbox") return field.checked;
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
  const picture = scene.querySelector("[data-picture]");
  const error = scene.querySelector("[data-picture-error]");
  const file = input.files[0];
  const isTooLarge = file && file.size > Number(input.dataset.maxBytes);
  error.hidden = !isTooLarge;
  error.textContent = isTooLarge ? "This picture is larger than 25 MB. Please use a smaller one." : "";
  if (isTooLarge) input.value = "";
  if (!file || isTooLarge) return;
  picture.src = URL.createObjectURL(file);
  picture.hidden = false;
  scene.querySelector(".ghost")?.remove();
}

function add() {
  const number = Number(total.value);
  const holder = document.createElement("ol");
  holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", number);
  const scene = holder.firstElementChild;
  total.value = number + 1;
  list.append(scene);
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
});
addButton.addEventListener("click", add);
form.addEventListener("input", (event) => refreshOne(event.target.closest("[data-scene]")));
form.addEventListener("submit", () => (isSent = true));
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

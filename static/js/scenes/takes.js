// Further pictures of a scene: fetched when they are unfolded, chosen as a change like others, seen in large.
import { changeFilmstrip } from "../filmstrip.js";
import { part, valueOf } from "./fields.js";
import { offerPart, show } from "./pictures.js";

const form = document.querySelector("[data-storyboard]");
const large = document.querySelector("[data-large-view]");

const choices = (scene) => [...scene.querySelectorAll("[data-choice]")];
const fieldOf = (scene) => scene.querySelector("[data-take]");
// What was chosen in the dialog, instead of a take.
const pickOf = (scene) => scene.querySelector("[data-pick]");

// Only once: what is there then asks for itself what has come.
export function openTakes(details) {
  const place = details.querySelector("[data-takes-place]");
  if (place.querySelector("[data-takes-list]")) return;
  htmx.ajax("GET", place.dataset.takesPlace, { target: place, swap: "innerHTML" });
}

// The words that a picture was made from come along with it, and go with it again.
export function chooseTake(history, scene, choice, who) {
  const field = fieldOf(scene);
  const pick = pickOf(scene);
  if (field.value === choice.value && !pick.value) return;
  const prompt = part(scene, "prompt");
  const before = choices(scene).find((one) => one.value === field.value);
  const wanted = choice.dataset.prompt;
  const isTyped = valueOf(prompt) !== before?.dataset.prompt;
  const words = choice.value ? `Another picture of ${who} was chosen.` : `The picture of now was chosen for ${who}.`;
  history.step(words, scene, (put) => {
    put(field, choice.value);
    if (pick.value) put(pick, "");
    if (part(scene, "again").checked) put(part(scene, "again"), false);
    if (prompt.value !== wanted && (choice.value || !isTyped)) put(prompt, wanted);
  });
  choice.focus();
}

// Whoever chooses a file of their own wants no take: what of it changes, for the history.
export function letGoOfTake(scene) {
  const gone = [fieldOf(scene), pickOf(scene)].filter((field) => field.value).map((field) => [field, [field.value, ""]]);
  if (!gone.length) return [];
  for (const [field] of gone) field.value = "";
  delete scene.dataset.take;
  for (const choice of choices(scene)) choice.checked = !choice.value;
  return gone;
}

const addressOf = (take, pick) =>
  take ? form.dataset.takePicture.replace("/0/", `/${take}/`) : form.dataset.pickPicture.replace("REF", pick.split(":")[1]);

// A clip has its length in what was chosen: a part of it can be chosen then.
function showLength(scene, pick) {
  const seconds = pick.startsWith("mine:") ? Number(pick.split(":")[2] || 0) : 0;
  offerPart(scene, Boolean(seconds || part(scene, "sent_clip").value));
  if (seconds) changeFilmstrip(scene, seconds, "");
}

// Shows what the field says, whatever put it there: a choice, an undo, or what was typed before.
export function showTake(scene, isNew = false) {
  const field = fieldOf(scene);
  const all = isNew ? choices(scene) : [];
  // It was deleted meanwhile.
  if (all.length && field.value && !all.some((one) => one.value === field.value)) field.value = "";
  const pick = pickOf(scene).value;
  const key = field.value || pick;
  if (!isNew && key === (scene.dataset.take ?? "")) return;
  for (const choice of choices(scene)) choice.checked = choice.value === key;
  if (key === (scene.dataset.take ?? "")) return;
  const picture = scene.querySelector("[data-picture]");
  scene.pictureBefore ??= picture.src;
  show(scene, key ? addressOf(field.value, pick) : scene.pictureBefore);
  if (!key) {
    picture.hidden = !scene.pictureBefore;
    scene.pictureBefore = undefined;
  }
  if (pick || scene.dataset.take?.startsWith("mine:")) showLength(scene, pick);
  scene.dataset.take = key;
}

form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-large]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const choice = link.closest(".take-card").querySelector("[data-choice]");
  const picture = large.querySelector("img");
  picture.src = link.href;
  picture.alt = link.closest(".take-card").querySelector("label").textContent.trim();
  large.querySelector("[data-large-words]").textContent = choice.dataset.prompt;
  large.showModal();
});
// A click beside the picture closes it, as Escape does.
large.addEventListener("click", ({ target }) => target === large && large.close());

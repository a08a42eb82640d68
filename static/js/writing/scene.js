// A scene said otherwise: its new words come into its field, to be corrected or undone. Nothing is saved.
import { part } from "../scenes/fields.js";
import { wordsOf } from "../spoken.js";
import { Unwritten, whileBusy, write } from "./asking.js";

const scenes = document.querySelector("[data-scenes]");
const panel = document.querySelector("[data-reword-panel]");

function neighbour(scene, way) {
  let next = scene[way];
  while (next && (!next.matches("[data-scene]") || part(next, "DELETE").checked)) next = next[way];
  return next ? part(next, "narration").value : "";
}

async function ask(scene, place, how) {
  const error = place.querySelector("[data-reword-error]");
  const told = place.querySelector("[data-reword-told]");
  error.hidden = true;
  const field = part(scene, "narration");
  const asked = field.value;
  try {
    const answer = await write(scenes.closest("form").dataset.rewordScene, {
      ...wordsOf(scene),
      how,
      seconds: place.querySelector("[data-reword-seconds]").value,
      before: neighbour(scene, "previousElementSibling"),
      after: neighbour(scene, "nextElementSibling"),
    });
    if (field.value !== asked) throw new Unwritten("You changed the words meanwhile, so they stay as they are. Press again for new ones.");
    field.focus();
    field.value = answer.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    told.textContent = answer.notes;
  } catch (fault) {
    told.textContent = "";
    error.textContent = fault instanceof Unwritten ? fault.message : "This cannot be written just now.";
    error.hidden = false;
  }
}

function open(button, scene) {
  const place = panel.content.firstElementChild.cloneNode(true);
  const of = button.getAttribute("aria-label").replace(/^Reword /, "");
  place.setAttribute("aria-label", `Reword ${of}`);
  for (const one of place.querySelectorAll("[data-how]")) {
    const words = one.dataset.how === "time" ? "To so many seconds" : one.textContent;
    one.setAttribute("aria-label", `${words} (${of})`);
    one.addEventListener("click", () => {
      if (place.querySelector("[aria-busy]")) return;
      whileBusy(one, place.querySelector("[data-reword-told]"), () => ask(scene, place, one.dataset.how));
    });
  }
  const seconds = place.querySelector("[data-reword-seconds]");
  seconds.setAttribute("aria-label", `Seconds (${of})`);
  // The Enter key would make the changes.
  seconds.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    place.querySelector("[data-how=time]").click();
  });
  // What is typed here is no change of the scene.
  for (const kind of ["input", "change"]) seconds.addEventListener(kind, (event) => event.stopPropagation());
  button.closest(".scene-cuts").after(place);
  place.querySelector("[data-how]").focus();
}

if (scenes && panel)
  scenes.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-reword]");
    if (!button) return;
    const scene = button.closest("[data-scene]");
    const there = scene.querySelector(".reword");
    if (there) there.remove();
    else open(button, scene);
    button.setAttribute("aria-expanded", String(!there));
  });

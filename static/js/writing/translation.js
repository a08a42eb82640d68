// The words of a film in another language: they come into the fields, to be corrected there. Nothing is made.
import { Unwritten, whileBusy, write } from "./asking.js";

const form = document.querySelector("[data-translate]");
const part = (name) => form.querySelector(`[data-translate-${name}]`);
const words = [form.elements.title, ...form.querySelectorAll("textarea[name^=scene-]")];
let before = null;

function put(values) {
  for (const field of words) {
    if (values[field.name] === undefined) continue;
    field.value = values[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function refuse(sentence) {
  part("told").textContent = "";
  part("error").textContent = sentence;
  part("error").hidden = !sentence;
}

async function ask() {
  refuse("");
  part("told").textContent = "The words are being translated. A long film takes a minute or two.";
  try {
    const told = await write(form.dataset.translate, { language: form.elements.language.value });
    before ??= Object.fromEntries(words.map((field) => [field.name, field.value]));
    put({ title: told.title, ...told.words });
    part("told").textContent = told.notes;
    part("back").hidden = false;
  } catch (error) {
    refuse(error instanceof Unwritten ? error.message : "This cannot be translated just now.");
  }
}

part("button").addEventListener("click", (event) => {
  event.preventDefault();
  whileBusy(part("button"), part("told"), ask);
});
part("back").addEventListener("click", () => {
  put(before);
  before = null;
  part("back").hidden = true;
  part("told").textContent = "";
});

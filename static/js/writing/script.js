// A script about a topic: it comes into the text, to be corrected there. Nothing is sent.
import { Unwritten, whileBusy, write } from "./asking.js";

const place = document.querySelector("[data-write]");
const form = document.querySelector("[data-create]");

if (place) {
  const part = (name) => place.querySelector(`[data-write-${name}]`);
  const text = form.elements.input_text;
  const { title } = form.elements;
  const own = [...place.querySelectorAll("[name^=write-]")];
  // What stood there before, and what was written last: that gives way to another draft.
  let before = null;
  let last = null;

  function put(field, value) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function refuse(sentence) {
    part("told").textContent = "";
    part("error").textContent = sentence;
    part("error").hidden = !sentence;
  }

  function mark(wrong) {
    for (const field of own) {
      field.toggleAttribute("aria-invalid", false);
      if (wrong[field.name]) field.setAttribute("aria-invalid", "true");
    }
    own.find((field) => wrong[field.name])?.focus();
  }

  function take({ text: words, title: name, notes }) {
    if (before === null || (last && text.value !== last.text)) before = { text: text.value, title: title.value };
    const stood = before.text.trim();
    put(text, stood ? `${stood}\n\n${words}` : words);
    if (!title.value.trim() || title.value === last?.title) put(title, name);
    last = { text: text.value, title: name };
    part("told").textContent = notes;
    part("back").hidden = false;
  }

  async function ask() {
    part("error").hidden = true;
    const fields = Object.fromEntries([...own, form.elements.voice, form.elements.pace, form.elements.chosen_language].map((field) => [field.name, field.value]));
    try {
      const told = await write(place.dataset.write, fields);
      mark(told.wrong ?? {});
      if (told.wrong) refuse(Object.values(told.wrong).join(" "));
      else take(told);
    } catch (error) {
      refuse(error instanceof Unwritten ? error.message : "This cannot be written just now.");
    }
  }

  const press = () => whileBusy(part("button"), part("told"), ask);
  part("button").addEventListener("click", (event) => {
    event.preventDefault();
    press();
  });
  // The Enter key in a field of these asks for a draft, and sends no film.
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.localName !== "input") return;
    event.preventDefault();
    press();
  });
  part("back").addEventListener("click", () => {
    put(text, before.text);
    if (title.value === last.title) put(title, before.title);
    before = last = null;
    part("back").hidden = true;
    part("told").textContent = "";
    text.focus();
  });
}

// A document is read as soon as it is chosen, or dropped on the text: its words come into the field, to be corrected.
import { adopt, hold, release } from "./draft.js";
import { sayWhich, whichOne } from "./one-file.js";

const form = document.querySelector("[data-create]");
const place = form.querySelector("[data-document]");
const input = place.querySelector("input[type=file]");
const text = form.elements.input_text;
const part = (name) => place.querySelector(`[data-document-${name}]`);
const AWAY = "The document could not be read just now. Please try again in a moment.";
const SIGNED_OUT = "You are signed out. Please sign in again in another window, and choose the document once more.";
// What stood in the field before, and what was read into it: as long as nobody has changed that, another takes its place.
let before = "";
let lastRead = null;
let asked = 0;

function show(name) {
  for (const one of ["reading", "read", "error"]) part(one).hidden = one !== name;
}

function showRefusal(sentence) {
  part("error").textContent = sentence;
  show("error");
  input.setAttribute("aria-invalid", "true");
}

function write(value) {
  text.value = value;
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function take({ text: words, notes }) {
  const stands = text.value.trim();
  const replaces = !stands || text.value === lastRead;
  if (!replaces || lastRead === null) before = text.value;
  write(replaces && !before.trim() ? words : `${(replaces ? before : text.value).trim()}\n\n${words}`);
  lastRead = text.value;
  part("notes").textContent = notes.join(" ");
  part("back").hidden = false;
  show("read");
}

// The form goes along: pictures of a document belong to its draft, which nothing else makes or changes meanwhile.
async function send(file) {
  await hold();
  try {
    const data = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
    data.set("document", file);
    return await fetch(place.dataset.read, { method: "POST", body: data, redirect: "manual" });
  } catch {
    return null;
  } finally {
    release();
  }
}

// Of several that were dropped, one is read: with what comes of it, it is said which.
async function read(file, others = 0) {
  const turn = ++asked;
  const said = others ? [sayWhich(file, others)] : [];
  const refuse = (sentence) => showRefusal([...said, sentence].join(" "));
  input.removeAttribute("aria-invalid");
  const most = Number(input.dataset.maxBytes);
  if (file.size > most) return refuse(`This document is larger than ${most / 1024 ** 2} MB. Please save it without its pictures, or send a part of it.`);
  part("name").textContent = `Reading ${file.name}…`;
  show("reading");
  const answer = await send(file);
  if (turn !== asked) return undefined;
  if (answer?.type === "opaqueredirect" || answer?.status === 403) return refuse(SIGNED_OUT);
  const told = answer?.ok ? await answer.json().catch(() => null) : null;
  if (turn !== asked) return undefined;
  if (!told) return refuse(AWAY);
  // Its pictures are the draft's: this page goes on with it.
  if (told.draft) adopt(told);
  return told.refusal ? refuse(told.refusal) : take({ ...told, notes: [...said, ...told.notes] });
}

input.addEventListener("change", async () => {
  const [file] = input.files;
  if (!file) return;
  // It would be sent once more with the form.
  const kept = new File([file], file.name, { type: file.type });
  input.value = "";
  await read(kept);
});
part("back").addEventListener("click", () => {
  write(before);
  lastRead = null;
  part("back").hidden = true;
  show("");
  text.focus();
});

// Words that are dragged are left to the browser.
const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
for (const target of [text, place]) {
  for (const kind of ["dragenter", "dragover"])
    target.addEventListener(kind, (event) => {
      if (!brings(event)) return;
      event.preventDefault();
      place.dataset.over = "";
    });
  target.addEventListener("dragleave", () => delete place.dataset.over);
  target.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    delete place.dataset.over;
    const files = [...event.dataTransfer.files];
    if (files.length) read(whichOne(input, files), files.length - 1);
  });
}

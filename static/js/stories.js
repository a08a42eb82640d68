// Several pictures at the start: each goes by itself as soon as it is chosen, and is a card that can be moved.
import { isClip, tooLarge } from "./clips.js";
import { dragBy } from "./scenes/dragging.js";
import { sendClip } from "./sending.js";

const form = document.querySelector("[data-create]");
const list = form.querySelector("[data-story-list]");
const place = form.querySelector("[data-story-more]");
const input = place.querySelector("input");
const announcer = form.querySelector("[data-announcer]");
const sendingNote = form.querySelector("[data-sending]");
const error = form.querySelector("[data-story-error]");
const notKnown = "It could not be sent just now. Please choose it again.";
const notRemoved = "It could not be removed just now. Please try again.";
// Milliseconds until a picture that came too soon after many others is sent once more.
const LATER = 5000;

const cards = () => [...list.children];
const nameOf = (card) => card.dataset.called;

// A file's own time, by this machine's clock, as cameras note it.
function timeOf(file) {
  const time = new Date(file.lastModified);
  return new Date(time - time.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

function refuse(sentences) {
  error.textContent = sentences.join(" ");
  error.hidden = !sentences.length;
}

async function post(file, address) {
  const data = new FormData(form);
  for (const name of ["upload", "more", "music_file", "logo", "font_file", "intro", "outro"]) data.delete(name);
  data.set("taken", timeOf(file));
  if (isClip(file)) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const id = await sendClip(place.dataset.sendClip, token, file, () => {}, new AbortController().signal);
    data.set("sent_clip", id);
    data.set("sent_name", file.name);
  } else data.set("more", file);
  const answer = await fetch(address, { method: "POST", body: data, redirect: "manual" });
  if (answer.status === 429) {
    await new Promise((done) => setTimeout(done, LATER));
    return post(file, address);
  }
  const isTold = answer.headers.get("content-type")?.startsWith("application/json");
  if (!isTold) throw new Error(notKnown);
  return answer.json();
}

let sending = null;
async function addAll(files) {
  const refused = [];
  const start = new URL(form.action, location);
  let address = `${start.pathname}add/${start.search}`;
  let draft = "";
  for (const [number, file] of files.entries()) {
    sendingNote.hidden = false;
    sendingNote.querySelector("[data-sent]").textContent = `${number + 1} of ${files.length}`;
    try {
      const tooMuch = tooLarge(input, file);
      if (tooMuch) throw new Error(tooMuch);
      const told = await post(file, address);
      if (told.refusal) refused.push(told.refusal);
      else {
        draft = told.address;
        address = `${draft}add/`;
        if (list) append(told.card);
      }
    } catch (fault) {
      refused.push(`${file.name}: ${fault.message || notKnown}`);
    }
  }
  sendingNote.hidden = true;
  refuse(refused);
  if (list) tell(`${cards().length} pictures`);
  // The page of a draft shows its cards; what could not be used was said by then only here.
  else if (draft) {
    if (refused.length) sessionStorage.setItem(`refused ${draft}`, JSON.stringify(refused));
    location.assign(draft);
  }
}

function add(files) {
  const before = sending;
  const request = (async () => {
    await before?.catch(() => {});
    await addAll(files);
  })();
  sending = request;
  request.finally(() => sending === request && (sending = null));
}

input.addEventListener("change", () => {
  const files = [...input.files];
  input.value = "";
  if (files.length) add(files);
});
form.addEventListener("pictureschosen", ({ detail }) => add(detail));

// The video is made of all that was chosen.
form.addEventListener(
  "submit",
  async (event) => {
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    await sending;
    if (error.hidden) form.requestSubmit(submitter);
  },
  { capture: true },
);

function append(html) {
  list.insertAdjacentHTML("beforeend", html);
  window.htmx.process(list.lastElementChild);
}

function tell(words) {
  announcer.textContent = words;
}

function keep() {
  cards().forEach((card, index) => (card.querySelector("[data-story-number]").textContent = index + 1));
  // The order is kept as what is typed is.
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function move(card, to) {
  const others = cards().filter((other) => other !== card);
  const at = Math.max(0, Math.min(others.length, to));
  list.insertBefore(card, others[at] ?? null);
  keep();
  tell(`${nameOf(card)} is number ${at + 1} of ${others.length + 1} now.`);
}

// As the site sorts: numbers in names count as numbers, what has no name or time comes last.
const byName = (one, other) => nameOf(one).localeCompare(nameOf(other), undefined, { numeric: true, sensitivity: "base" });
const byTime = (one, other) => (one.dataset.taken || "9").localeCompare(other.dataset.taken || "9") || byName(one, other);

function sort(what) {
  for (const card of cards().sort(what === "name" ? byName : byTime)) list.append(card);
  keep();
  tell(what === "name" ? "Sorted by name." : "Sorted by time taken.");
}

// With one picture left the page is another.
async function remove(button) {
  const card = button.closest("[data-scene]");
  if (cards().length <= 2) return form.requestSubmit(button);
  const data = new FormData(form);
  for (const name of ["upload", "more", "music_file", "logo", "font_file", "intro", "outro"]) data.delete(name);
  data.set("remove", button.value);
  const answer = await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  if (!answer.ok && answer.type !== "opaqueredirect") return refuse([notRemoved]);
  const next = card.nextElementSibling ?? card.previousElementSibling;
  card.remove();
  next.querySelector("[data-grip]").focus();
  keep();
  tell(`${nameOf(card)} is removed.`);
}

// What was seen meanwhile is what the picture says unless something is written.
function offer() {
  for (const picture of list.querySelectorAll("[data-story-preview] img[alt]")) {
    const area = picture.closest("[data-scene]").querySelector("textarea");
    if (!picture.alt || area.dataset.seen) continue;
    area.dataset.seen = picture.alt;
    area.placeholder = picture.alt;
  }
}

if (list) {
  document.addEventListener("htmx:afterSettle", offer);
  dragBy(list, () => {}, move);
  list.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-grip]")?.closest("[data-scene]");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!card || !step) return;
    event.preventDefault();
    move(card, cards().indexOf(card) + step);
    event.target.focus();
    card.scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[name=move], [name=sort], [name=remove]");
    if (!button) return;
    event.preventDefault();
    if (button.name === "remove") return remove(button);
    if (button.name === "sort") return sort(button.value);
    const card = button.closest("[data-scene]");
    move(card, cards().indexOf(card) + (button.value.startsWith("up:") ? -1 : 1));
    button.focus();
    card.scrollIntoView({ block: "nearest" });
  });
  for (const kind of ["dragenter", "dragover"])
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.dataset.over = "";
    });
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => delete place.dataset.over);
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) add([...event.dataTransfer.files]);
  });
  const before = sessionStorage.getItem(`refused ${location.pathname}`);
  sessionStorage.removeItem(`refused ${location.pathname}`);
  if (before) refuse(JSON.parse(before));
}

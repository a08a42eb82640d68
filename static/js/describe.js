// The form that starts from a picture: it is sent to be described as soon as it is chosen, while the rest is filled in.
import "./chips.js";
import { isClip } from "./clips.js";
import { sendClip } from "./sending.js";

const form = document.querySelector("[data-create]");
const input = form.querySelector("[data-drop] input");
const preview = form.querySelector("[data-preview]");
const sendingNote = form.querySelector("[data-sending]");
const notSent = form.querySelector("[data-not-sent]");
const announcer = form.querySelector("[data-announcer]");
const shownName = form.querySelector("[data-name]");
const sentClip = form.querySelector("[data-sent-clip]");
let sending = null;
// Ends the sending of a clip in whose place another file was chosen.
let ahead = null;
// What the form goes back to where a picture is refused: the fields of the one before, as corrected, and its name.
let before = null;
let usedName = shownName.textContent;

const seen = () => document.getElementById("seen");

function empty() {
  document.getElementById("refused").replaceChildren();
  if (seen().querySelector("[name=description]")) before = seen();
  // A new element ends the questions that the old one asks about the picture before. What answers the last of them has
  // no place any more.
  seen().addEventListener("htmx:beforeSwap", (event) => (event.detail.shouldSwap = false));
  seen().replaceWith(Object.assign(document.createElement("div"), { id: "seen", className: "seen" }));
}

async function describe() {
  empty();
  notSent.hidden = true;
  const request = send(input.files[0]);
  sending = request;
  try {
    await request;
    // Not only when htmx comes to rest: whoever sends the form before that would send the picture once more.
    if (sending === request) takeOver();
  } catch {
    // It was said where it happened.
  } finally {
    if (sending === request) sending = null;
    sendingNote.hidden = sending === null;
  }
}

async function send(file) {
  ahead?.abort();
  sentClip.value = "";
  if (file && isClip(file)) await sendAhead(file);
  await htmx.ajax("POST", location.href, { source: input, target: "#seen", swap: "outerHTML", values: { look: "1" } });
}

// A clip goes parcel by parcel: what breaks off need not be sent again. The form is sent without it then.
async function sendAhead(file) {
  const stop = (ahead = new AbortController());
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const address = input.closest("[data-send-clip]").dataset.sendClip;
  sendingNote.hidden = false;
  try {
    const id = await sendClip(address, token, file, tellShare, stop.signal);
    if (stop.signal.aborted) throw new DOMException("Another file was chosen.", "AbortError");
    sentClip.value = id;
    input.value = "";
  } catch (error) {
    if (!stop.signal.aborted) refuse(error.message);
    throw error;
  }
}

function refuse(sentence) {
  const list = Object.assign(document.createElement("ul"), { className: "errorlist" });
  list.append(Object.assign(document.createElement("li"), { textContent: sentence }));
  document.getElementById("refused").replaceChildren(list);
}

function tellShare(share) {
  sendingNote.hidden = share >= 1;
  sendingNote.querySelector("[data-sent]").textContent = `${Math.round(100 * share)} %`;
}

form.addEventListener("picturechosen", describe);
if (input.files.length === 1) describe();

input.addEventListener("htmx:xhr:progress", ({ detail }) => {
  if (detail.lengthComputable && detail.total) tellShare(detail.loaded / detail.total);
});

// Sent on while the picture is still under way: it need not be sent twice.
form.addEventListener("submit", async (event) => {
  if (!sending) return;
  event.preventDefault();
  await sending.catch(() => {});
  takeOver();
  form.submit();
});

function goBack() {
  form.dispatchEvent(new Event("picturerefused"));
  shownName.textContent = usedName;
  if (before) seen().replaceWith(before);
}

function takeOver() {
  if ("refused" in seen().dataset && seen().dataset.draft && (input.value || sentClip.value)) goBack();
  if ("refused" in seen().dataset) sentClip.value = "";
  const { draft, picture, announce } = seen().dataset;
  if (draft) {
    usedName = shownName.textContent;
    form.action = draft;
    input.value = "";
    sentClip.value = "";
  }
  if (picture) {
    // Not every browser can show what was chosen; the cleaned picture is one that all can.
    preview.src = picture;
    preview.hidden = false;
  }
  if (announce && announcer.textContent !== announce) announcer.textContent = announce;
}

document.addEventListener("htmx:afterSettle", takeOver);

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(failure, () => {
    empty();
    notSent.hidden = false;
  });

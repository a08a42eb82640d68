// The form that starts from a picture: it is sent to be described as soon as it is chosen, while the rest is filled in.
import "./chips.js";

const form = document.querySelector("[data-create]");
const input = form.querySelector("[data-drop] input");
const preview = form.querySelector("[data-preview]");
const sendingNote = form.querySelector("[data-sending]");
const notSent = form.querySelector("[data-not-sent]");
const announcer = form.querySelector("[data-announcer]");
const shownName = form.querySelector("[data-name]");
let sending = null;
// What the form goes back to where a picture is refused: the fields of the one before, as corrected, and its name.
let before = null;
let usedName = shownName.textContent;

const seen = () => document.getElementById("seen");

function empty() {
  document.getElementById("refused").replaceChildren();
  if (seen().querySelector("[name=description]")) before = seen();
  // A new element ends the questions that the old one asks about the picture before.
  seen().replaceWith(Object.assign(document.createElement("div"), { id: "seen", className: "seen" }));
}

async function describe() {
  empty();
  notSent.hidden = true;
  const request = htmx.ajax("POST", location.href, {
    source: input,
    target: "#seen",
    swap: "outerHTML",
    values: { look: "1" },
  });
  sending = request;
  try {
    await request;
    // Not only when htmx comes to rest: whoever sends the form before that would send the picture once more.
    if (sending === request) takeOver();
  } finally {
    if (sending === request) sending = null;
    sendingNote.hidden = sending === null;
  }
}

form.addEventListener("picturechosen", describe);
if (input.files.length) describe();

input.addEventListener("htmx:xhr:progress", ({ detail }) => {
  if (!detail.lengthComputable) return;
  sendingNote.hidden = detail.loaded === detail.total;
  sendingNote.querySelector("[data-sent]").textContent = `${Math.round((100 * detail.loaded) / detail.total)} %`;
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
  if ("refused" in seen().dataset && seen().dataset.draft && input.value) goBack();
  const { draft, picture, announce } = seen().dataset;
  if (draft) {
    usedName = shownName.textContent;
    form.action = draft;
    input.value = "";
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

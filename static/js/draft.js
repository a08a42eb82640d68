// What is typed is kept as a draft while one types: soon after each pause, one request at a time.
import { fill, findArrived, findOwn, isUnderWay, recall, remember, rememberSent, settle } from "./unkept.js";

const form = document.querySelector("[data-create]");
const place = form.querySelector("[data-kept]");
const fields = form.elements;
// Milliseconds: after the last key, while somebody types on and on, and until the next try.
const PAUSE = 900;
const AT_LATEST = 4000;
const AGAIN = 6000;
// What browsers let a page still send while it is being left.
const MOST_AT_THE_END = 60000;
// Each change has a number; all up to the second one are kept.
let changes = 0;
let kept = 0;
let firstAt = 0;
let timer = 0;
let running = null;
let isSent = false;
let note = "kept";
let isStuck = false;
// As long as somebody else makes or changes the draft.
let holders = 0;

// A picture makes its draft as soon as it is chosen; before, there is none to write into.
const isOfPicture = place.dataset.kind === "image";
const nameOfDraft = () => new URL(form.action, location).pathname.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? "";

const isUnsaved = () => changes > kept;

function tell(when) {
  for (const line of place.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== when;
}

function change() {
  if (!isUnsaved()) firstAt = Date.now();
  changes += 1;
  remember(form, isStuck);
  wait(Math.max(0, Math.min(PAUSE, firstAt + AT_LATEST - Date.now())));
}

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(keep, milliseconds);
}

// A picture is sent by itself. Other files are sent along once, and from then on they are the draft's.
const files = ["music_file", "logo", "font_file", "intro", "outro"].map((name) => fields[name]);
const fresh = new Set();
// Clips that came before, by the field that is theirs.
const sentClips = new Map();

function tellFile(input, file, told) {
  if (!told.draft || input.files[0]?.name !== file.name) return;
  fresh.delete(input);
  tellKept(input, file, told);
}

function tellClip(input, file, told, id) {
  const sent = fields[`sent_${input.name}`];
  // While the answer was under way, another one may have been chosen.
  if (!told.draft || sent.value !== id) return;
  sentClips.delete(input);
  sent.value = "";
  if (!input.files.length) tellKept(input, file, told);
}

function tellKept(input, file, { kept: names, refused }) {
  const error = form.querySelector(`[data-file-error=${input.name}]`);
  const note = form.querySelector(`[data-file-kept=${input.name}]`);
  const why = refused[input.name] ?? "";
  error.hidden = !why;
  error.textContent = why;
  note.hidden = Boolean(why) || !names.includes(input.name);
  note.querySelector("span").textContent = `${file.name} is kept with this draft. You need not choose it again.`;
  // It would be sent a second time with the form.
  input.value = "";
}

function typed() {
  if (fields.draft.value !== nameOfDraft()) {
    // Another picture was chosen, which has a draft of its own.
    fields.draft.value = nameOfDraft();
    fields.revision.value = "";
  }
  const data = new FormData(form);
  data.delete("upload");
  data.delete("more");
  for (const input of files) if (!fresh.has(input) || !data.get(input.name)?.size) data.delete(input.name);
  return data;
}

function post(data) {
  const length = [...data.values()].reduce((sum, value) => sum + (value.size ?? 3 * value.length) + 150, 0);
  return fetch(place.dataset.kept, { method: "POST", body: data, redirect: "manual", keepalive: length < MOST_AT_THE_END });
}

export function adopt({ address, draft, revision }) {
  // While the answer was under way, another picture may have been chosen.
  if (isOfPicture && draft !== nameOfDraft()) return;
  fields.draft.value = draft;
  fields.revision.value = revision;
  form.action = address;
  history.replaceState(history.state, "", address);
}

// Another window has the draft, or has sent it: what is typed here goes on as one of its own.
function part(why) {
  if (why === "apart") place.querySelector("[data-other]").href = form.action;
  note = why;
  fields.draft.value = "";
  fields.revision.value = "";
  form.action = place.dataset.form;
}

// Who has signed in again elsewhere has a new token; whoever else has signed in is not to get these words.
async function renew() {
  const answer = await fetch(place.dataset.form, { redirect: "manual" });
  if (!answer.ok) return answer.type === "opaqueredirect" ? "out" : "later";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const theirs = page.querySelector("[data-create]")?.elements;
  if (theirs?.writer?.value !== fields.writer.value) return "other";
  for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = theirs.csrfmiddlewaretoken.value;
  return "";
}

// Returns what is wrong, or nothing.
async function send(isRenewed = false, isFound = false) {
  const upTo = changes;
  const data = typed();
  isUnderWay(form);
  const answer = await post(data);
  if (answer.ok) {
    const told = await answer.json();
    adopt(told);
    settle(told);
    if (changes > upTo) remember(form, false);
    for (const input of files) if (data.has(input.name)) tellFile(input, data.get(input.name), told);
    for (const [input, file] of sentClips) if (data.get(`sent_${input.name}`)) tellClip(input, file, told, data.get(`sent_${input.name}`));
    kept = Math.max(kept, upTo);
    firstAt = Date.now();
    return told.draft ? note : "empty";
  }
  if (answer.type === "opaqueredirect") return "out";
  if (answer.status === 409 && !isFound) {
    const own = await findOwn();
    if (own) {
      adopt(own);
      return send(isRenewed, true);
    }
  }
  if (answer.status === 409 || answer.status === 410) {
    if (isOfPicture) return data.get("draft") === nameOfDraft() ? "behind" : "later";
    part(answer.status === 409 ? "apart" : "gone");
    return send(isRenewed);
  }
  if (answer.status === 403 && !isRenewed) return (await renew()) || send(true);
  return { 401: "other", 413: "long" }[answer.status] ?? "later";
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (running) return running;
  if (!isUnsaved() || isSent || holders || (isOfPicture && !nameOfDraft())) return undefined;
  running = send().catch(() => "later");
  const state = await running;
  running = null;
  tell(state);
  isStuck = isUnsaved() && !["kept", "apart", "gone", "empty"].includes(state);
  if (isStuck) remember(form, true);
  if (isUnsaved() && !isSent) wait(["later", "out", "other", "long", "behind"].includes(state) ? AGAIN : PAUSE);
  return state;
}

export async function hold() {
  holders += 1;
  await running;
}

export function release() {
  holders -= 1;
  if (isUnsaved() && !holders) wait(PAUSE);
}

form.addEventListener("input", (event) => event.target.type !== "file" && change());
// A file that is too large has been taken out again by then.
for (const input of files) {
  input.addEventListener("change", () => {
    fresh.delete(input);
    if (!input.files.length) return;
    fresh.add(input);
    change();
  });
}
form.addEventListener("clipsent", ({ detail: { input, file } }) => {
  fresh.delete(input);
  sentClips.set(input, file);
  change();
});
// What was typed before the picture was there can be kept now. Questions about the picture settle again and again.
document.addEventListener("htmx:afterSettle", () => isUnsaved() && !running && !timer && wait(PAUSE));

// Before a link is followed, what was typed is kept, so that nobody needs to be asked.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || link.target || (link.hash && link.pathname === location.pathname)) return;
  if (!isUnsaved() && !running) return;
  event.preventDefault();
  await keep();
  if (isUnsaved()) await keep();
  location.assign(link.href);
});

// Nobody is signed in: the form is sent all the same, and what it holds is there again after signing in.
place.querySelector("[data-sign-in]").addEventListener("click", () => {
  isSent = true;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "keep", value: "1" }));
  form.submit();
});

// The draft that is sent is the one that was kept last: what is still under way must arrive before.
form.addEventListener("submit", async (event) => {
  isSent = true;
  rememberSent();
  clearTimeout(timer);
  if (!running) return;
  event.preventDefault();
  await running;
  if (event.submitter?.name) {
    const { name, value } = event.submitter;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  form.submit();
});

// A page that was loaded anew shows what was typed last in this window, and goes on with the draft that holds it.
async function bringBack() {
  const entry = recall(form);
  if (!entry) return;
  fill(form, entry.newest);
  if (entry.isSent) return;
  (fields.input_text ?? form).dispatchEvent(new Event("input", { bubbles: true }));
  if (isOfPicture && !nameOfDraft()) return;
  running = findArrived(entry, place.dataset.form);
  const arrived = await running;
  running = null;
  if (arrived?.draft) adopt(arrived);
  wait(0);
}

addEventListener("beforeunload", (event) => {
  if (isSent || !isUnsaved()) return;
  keep();
  event.preventDefault();
});
addEventListener("pagehide", () => keep());
document.addEventListener("visibilitychange", () => {
  if (isUnsaved() && !isSent) keep();
});
addEventListener("pageshow", () => (isSent = false));

// After an error the page stands at the address that it was sent to.
if (fields.draft.value && !isOfPicture) history.replaceState(history.state, "", form.action);
if ("unsaved" in place.dataset) {
  change();
  wait(0);
} else bringBack();

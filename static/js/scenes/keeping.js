// What is changed is kept while one types: soon after each pause, one request at a time. Nothing asks before the page is
// left but what is not kept: files that were chosen, and what a site that does not answer has not taken.
import { hasSettingFiles } from "./choices.js";
import { part } from "./fields.js";
import { isNothing, readEdit, scenesNow } from "./edits.js";

const form = document.querySelector("[data-storyboard]");
const place = form.querySelector("[data-kept]");
// Milliseconds: after the last key, while somebody types on and on, and until the next try.
const PAUSE = 700;
const AT_LATEST = 4000;
const AGAIN = 6000;
// What browsers let a page still send while it is being left.
const MOST_AT_THE_END = 60000;

let revision = Number(form.dataset.revision);
// Each change has a number; all up to the second one are kept.
let changes = 0;
let kept = 0;
let firstAt = 0;
let timer = 0;
let running = null;
let isSent = false;
// Another window has the scenes: nothing is kept from this one.
let isAside = false;

export const isUnsaved = () => changes > kept || Boolean(running);
export const knownRevision = () => revision;
export const hasChanges = () => isUnsaved() || !isNothing(readEdit()) || hasFiles();
const hasFiles = () =>
  hasSettingFiles() ||
  scenesNow().some((scene) => scene.sending || scene.sendingVoice || part(scene, "new_picture").files.length);

function tell(when) {
  for (const line of place.querySelectorAll("[data-when]")) line.hidden = line.dataset.when !== when;
}

export function change() {
  if (changes <= kept) firstAt = Date.now();
  changes += 1;
  wait(Math.max(0, Math.min(PAUSE, firstAt + AT_LATEST - Date.now())));
}

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(keep, milliseconds);
}

// What another window has kept meanwhile gives way to what stands here.
export function overrule(known) {
  revision = known;
  isAside = false;
  change();
  return keep();
}

export function stepAside() {
  isAside = true;
  clearTimeout(timer);
}

// Who has signed in again elsewhere has a new token; whoever else has signed in is not to get these words.
async function renew() {
  const answer = await fetch(location.pathname, { redirect: "manual" });
  if (!answer.ok) return answer.type === "opaqueredirect" ? "out" : "later";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const theirs = page.querySelector("[data-storyboard]")?.elements;
  if (theirs?.writer?.value !== form.elements.writer.value) return "other";
  for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = theirs.csrfmiddlewaretoken.value;
  return "";
}

// Returns what is wrong, or "kept".
async function send(isRenewed = false) {
  const upTo = changes;
  const edit = readEdit();
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "writer"]) data.set(name, form.elements[name].value);
  data.set("revision", revision);
  data.set("changes", JSON.stringify(edit));
  const keepalive = data.get("changes").length * 3 < MOST_AT_THE_END;
  const answer = await fetch(form.dataset.typed, { method: "POST", body: data, redirect: "manual", keepalive });
  if (answer.ok) {
    ({ revision } = await answer.json());
    kept = Math.max(kept, upTo);
    firstAt = Date.now();
    if (hasFiles()) return "files";
    return isNothing(edit) ? "empty" : "kept";
  }
  if (answer.type === "opaqueredirect") return "out";
  if (answer.status === 409) {
    stepAside();
    document.dispatchEvent(new CustomEvent("scenes:newer", { detail: await answer.json() }));
    return "";
  }
  if (answer.status === 403 && !isRenewed) return (await renew()) || send(true);
  return { 401: "other", 413: "long" }[answer.status] ?? "later";
}

export async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (running) return running;
  if (changes <= kept || isSent || isAside) return undefined;
  running = send().catch(() => "later");
  const state = await running;
  running = null;
  tell(state);
  if (changes > kept && !isSent && !isAside) wait(["later", "out", "other", "long"].includes(state) ? AGAIN : PAUSE);
  return state;
}

// Before a link is followed, what was typed is kept, so that nobody needs to be asked.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || link.target || (link.hash && link.pathname === location.pathname)) return;
  if (isAside || !isUnsaved()) return;
  event.preventDefault();
  await keep();
  if (isUnsaved()) await keep();
  location.assign(link.href);
});

// What is sent is the page itself; what is still on its way would make a draft of it once more.
form.addEventListener("submit", async (event) => {
  isSent = true;
  clearTimeout(timer);
  if (!running) return;
  event.preventDefault();
  await running;
  form.submit();
});

addEventListener("beforeunload", (event) => {
  if (isSent || isAside || !(isUnsaved() || hasFiles())) return;
  keep();
  event.preventDefault();
});
addEventListener("pagehide", () => keep());
document.addEventListener("visibilitychange", () => keep());
addEventListener("pageshow", () => (isSent = false));

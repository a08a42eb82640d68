// The newest of what is typed stays in this window until the site has it: a refresh before that, or a page that fails,
// brings it back, and never shows something older in its place.
const KEY = "unkept";
// What tells two states of a form apart: the fields that people write into.
const WRITTEN = ["input_text", "description", "title", "title_card_text", "end_card_text"];
const OF_THE_PAGE = ["csrfmiddlewaretoken", "writer", "draft", "revision", "sent_clip", "keep"];
// How often, and after how many milliseconds, it is asked whether what was sent while the page was left has arrived.
const TRIES = 4;
const BETWEEN = 500;
// Of what was sent without an answer, the last ones are known again.
const MOST_UNDER_WAY = 3;
// For how many milliseconds a page that was asked for may be under way.
const STILL_LOADING = 10000;
let forgetting = 0;

const here = () => location.pathname + location.search;
const values = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OF_THE_PAGE.includes(name));

function signature(entries) {
  const known = new Map(entries);
  return WRITTEN.map((name) => (known.get(name) ?? "").replace(/\s+/g, " ").trim()).join("\n");
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function write(entry) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entry));
  } catch {
    // Then it is on this page only, as it was before.
  }
}

// Called with each change; `isStuck` says that the site could not be told of the last ones.
export function remember(form, isStuck) {
  clearTimeout(forgetting);
  const { writer, draft } = form.elements;
  const underWay = read()?.underWay ?? [];
  write({ writer: writer.value, at: here(), draft: draft.value, newest: values(form), underWay, isStuck });
}

// What is on its way to the site may arrive although its answer does not.
export function isUnderWay(form) {
  const entry = read();
  if (entry) write({ ...entry, underWay: [...entry.underWay.slice(-MOST_UNDER_WAY), signature(values(form))] });
}

// Whether the site has taken it, the next page tells (app.js): if there is none, going back shows what was sent.
export function rememberSent() {
  const entry = read();
  if (entry) write({ ...entry, isSent: true });
}

// The site has it all. A page that was asked for just before may still be on its way with what stood there earlier.
export function settle({ address, draft, revision }) {
  const entry = read();
  if (!entry) return;
  write({ ...entry, underWay: [], kept: { address, draft, revision } });
  clearTimeout(forgetting);
  forgetting = setTimeout(forget, STILL_LOADING);
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

// Returns what is newer than this page, which was loaded anew or gone back to, or comes after the site was out of reach.
export function recall(form) {
  const entry = read();
  if (!entry) return null;
  const { writer, draft, revision } = form.elements;
  const [visit] = performance.getEntriesByType("navigation");
  const isAgain = ["reload", "back_forward"].includes(visit?.type);
  const { kept } = entry;
  const isShown = kept && kept.draft === draft.value && Number(kept.revision) <= Number(revision.value);
  if (entry.writer !== writer.value || !(isAgain || entry.isStuck) || isShown) {
    forget();
    return null;
  }
  const known = entry.draft || kept?.draft;
  return entry.at === here() || (known && location.pathname.includes(known)) ? entry : null;
}

export function fill(form, entries) {
  const given = new Map();
  for (const [name, value] of entries) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.type === "file" || field.type === "submit" || OF_THE_PAGE.includes(field.name)) continue;
    const sent = given.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(sent?.includes(field.value));
    else if (sent && field.type !== "hidden") field.value = sent[0];
  }
}

// Returns where the site keeps a draft, and its state, if that is one that this window has sent: it can be written on.
export async function findArrived(entry, empty) {
  if (entry.kept) return entry.kept;
  for (let number = 0; number < TRIES; number++) {
    if (number) await new Promise((done) => setTimeout(done, BETWEEN));
    try {
      const arrived = await findSent(entry, empty);
      if (arrived) return arrived;
    } catch {
      // The site is out of reach: whoever keeps what is typed finds out as well, and says so.
    }
  }
  return null;
}

// The same for the draft of this page, whose state is not the one that the last answer told of: that of the next may
// have been lost.
export function findOwn() {
  const entry = read();
  return entry && findSent({ ...entry, draft: "known" }, "");
}

async function findSent(entry, empty) {
  const sent = [signature(entry.newest), ...entry.underWay];
  const form = await formAt(entry.draft ? location.pathname : empty, entry.draft);
  if (!form || !sent.includes(signature(values(form)))) return null;
  const { draft, revision } = form.elements;
  return { address: form.getAttribute("action"), draft: draft.value, revision: revision.value };
}

async function formAt(address, draft) {
  const answer = await fetch(address, { redirect: "manual" });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("[data-create]");
  // An empty page names the draft that was changed last.
  const last = draft ? null : page.querySelector("[data-unfinished]");
  return last ? formAt(last.getAttribute("href"), "known") : form?.elements.draft.value ? form : null;
}

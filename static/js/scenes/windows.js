// Scenes that are open in more than one window: the second is told before anybody types in it, not after.
import { hasChanges, isUnsaved, keep, knownRevision, overrule, stepAside } from "./keeping.js";

const form = document.querySelector("[data-storyboard]");
const elsewhere = document.querySelector("[data-elsewhere]");
const newer = document.querySelector("[data-newer]");
const key = `scenes ${form.dataset.typed}`;
// Milliseconds that a tab which is taken over may need to keep what was typed last.
const GIVING = 1500;
let standing = null;

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
export const timeOf = (moment) => clock.format(new Date(moment));

function show(note) {
  stepAside();
  form.inert = true;
  elsewhere.hidden = note !== elsewhere;
  newer.hidden = note !== newer;
}

// In one browser the tabs know of each other.
const channel = "BroadcastChannel" in window ? new BroadcastChannel(key) : null;
const say = (kind) => channel?.postMessage(kind);

channel?.addEventListener("message", async ({ data }) => {
  if (form.inert) return;
  // A tab in which nothing was changed leaves the scenes to the one that was opened last.
  if (data === "hello" && hasChanges()) say("mine");
  else if (data === "hello" || data === "take") {
    if (isUnsaved()) await keep();
    say("yours");
    show(elsewhere);
  } else if (data === "mine" && !isHere) show(elsewhere);
});

// Whoever was told and goes on here has the scenes from now on, with all that was typed there.
elsewhere.querySelector("[data-take]").addEventListener("click", () => {
  const go = () => {
    sessionStorage.setItem(key, "take");
    location.assign(location.pathname);
  };
  channel?.addEventListener("message", ({ data }) => data === "yours" && go());
  setTimeout(go, GIVING);
  say("take");
});

let isHere = sessionStorage.getItem(key) === "take";
sessionStorage.removeItem(key);
say(isHere ? "take" : "hello");
// Who has begun to change something has been told all that there is to be told.
form.addEventListener("input", () => (isHere = true));

// Other browsers are known to the site only.
function tellNewer(answer) {
  standing = answer;
  const at = newer.querySelector("[data-newer-at]");
  at.textContent = answer.at ? `, at ${timeOf(answer.at)}` : "";
  show(newer);
}

async function ask() {
  if (form.inert || isUnsaved() || document.visibilityState !== "visible") return;
  const known = knownRevision();
  const answer = await fetch(form.dataset.typed, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const told = await answer.json();
  // What this page has kept meanwhile is its own.
  if (known !== knownRevision() || isUnsaved() || form.inert) return;
  if (told.revision !== known || told.state !== form.elements.state.value) tellNewer(told);
}

document.addEventListener("visibilitychange", ask);
addEventListener("focus", ask);
addEventListener("pageshow", (event) => event.persisted && ask());
document.addEventListener("scenes:newer", (event) => tellNewer(event.detail));
newer.querySelector("[data-load]").addEventListener("click", () => location.assign(location.pathname));
newer.querySelector("[data-keep-mine]").addEventListener("click", () => {
  newer.hidden = true;
  form.inert = false;
  form.elements.state.value = standing.state;
  overrule(standing.revision);
});

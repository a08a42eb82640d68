// The picture of a scene, chosen in a dialog: a photo that is found, an upload of before, one of its takes. What is
// chosen lands in a field of the scene, as one step that can be undone; nothing else on the page changes.
import { part } from "./fields.js";
import { pictureOf } from "./pictures.js";

const dialog = document.querySelector("[data-picking]");
const place = dialog.querySelector("[data-picking-place]");
const spoken = dialog.querySelector("[data-picking-told]");
const FAILED = "This did not work just now. Please try again in a moment.";
const TOO_OFTEN = "You have searched many times. Please wait a minute.";

// The scene that a picture is chosen for, and the link by which the dialog was opened.
let scene;
let opener;
// What had the focus and was chosen before the dialog's content was replaced.
let before = {};

const radios = () => [...place.querySelectorAll("[name=pick]:not(:disabled)")];
const field = () => place.querySelector("[name=q]");

function say(words) {
  spoken.textContent = spoken.textContent === words ? `${words}\u00a0` : words;
}

function open(link, who) {
  opener = link;
  scene = link.closest("[data-scene]");
  dialog.querySelector("[data-picking-for]").textContent = who;
  place.replaceChildren();
  before = { isNew: true };
  dialog.showModal();
  place.setAttribute("aria-busy", "true");
  const prompt = part(scene, "prompt").value.trim() || part(scene, "narration").value.trim();
  htmx.ajax("GET", `${link.href}?picking-prompt=${encodeURIComponent(prompt.slice(0, 1000))}`, { target: place, swap: "innerHTML" });
}

function refuse(words) {
  const error = document.createElement("p");
  error.className = "errorlist";
  error.setAttribute("role", "alert");
  error.textContent = words;
  place.querySelector("[data-picker-failed]")?.remove();
  error.dataset.pickerFailed = "";
  place.prepend(error);
}

// Where the focus was, or else where it is wanted: in a search the first photo, on a tab the tab.
function settle() {
  const { isNew, value, tab, hadFocus } = before;
  before = {};
  const chosen = value && radios().find((one) => one.value === value);
  if (chosen) chosen.checked = true;
  if (isNew) field()?.select();
  else if (tab) place.querySelector("[aria-current]")?.focus();
  else if (hadFocus) (chosen || radios()[0] || field() || place.querySelector("a, button"))?.focus();
  const told = place.querySelector("[data-picker-told]");
  if (told) say([...place.querySelectorAll(".note"), told].map((one) => one.textContent.trim()).join(" "));
}

function choose(history, choice, who) {
  const [kind, key] = choice.value.split(":");
  const isTake = kind === "take";
  const picture = pictureOf(scene);
  const hasFile = part(scene, "new_picture").files.length || picture.value.sent;
  history.step(`Another picture was chosen for ${who}.`, scene, (put) => {
    if (hasFile) put(picture, { ...picture.value, files: new DataTransfer().files, sent: "" });
    put(part(scene, "take"), isTake ? key : "");
    put(part(scene, "pick"), isTake ? "" : choice.value);
    if (part(scene, "again").checked) put(part(scene, "again"), false);
    if (isTake && choice.dataset.prompt) put(part(scene, "prompt"), choice.dataset.prompt);
  });
}

// Up and down go by rows, as one sees them; left and right a browser does by itself.
function turn(event) {
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!way || !event.target.matches("[name=pick]")) return;
  event.preventDefault();
  const here = event.target.getBoundingClientRect();
  const rows = radios()
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => way * (box.top - here.top) > 4);
  const next = Math.min(...rows.map(({ box }) => way * box.top));
  const row = rows.filter(({ box }) => way * box.top < next + 4);
  const nearest = row.sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left))[0];
  if (!nearest) return;
  nearest.one.checked = true;
  nearest.one.focus();
}

export function picking(list, history, whoOf) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-choose-picture]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link, whoOf(link.closest("[data-scene]")));
  });
  place.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-choose]")) return;
    event.preventDefault();
    const choice = radios().find((one) => one.checked);
    if (!choice) {
      refuse("Please choose one of the pictures first.");
      return radios()[0]?.focus();
    }
    choose(history, choice, whoOf(scene));
    dialog.close();
  });
  place.addEventListener("dblclick", (event) => {
    if (event.target.closest(".pick")) event.target.closest("form").requestSubmit();
  });
  place.addEventListener("keydown", turn);
}

dialog.addEventListener("close", () => {
  opener?.focus();
  // What is fetched for a dialog that is closed is nobody's.
  place.replaceChildren();
});
// Links and buttons do what they say once they are there for good.
place.addEventListener("htmx:beforeRequest", () => place.setAttribute("aria-busy", "true"));
for (const end of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError"]) place.addEventListener(end, () => place.removeAttribute("aria-busy"));
place.addEventListener("htmx:beforeSwap", () => {
  if (before.isNew) return;
  const active = document.activeElement;
  const wasHere = place.contains(active);
  before = { value: radios().find((one) => one.checked)?.value, tab: wasHere && active.matches("nav a"), hadFocus: wasHere || active === document.body };
});
place.addEventListener("htmx:afterSettle", settle);
place.addEventListener("htmx:responseError", ({ detail }) => refuse(detail.xhr.status === 429 ? TOO_OFTEN : FAILED));
place.addEventListener("htmx:sendError", () => refuse(FAILED));

// The library: choosing many videos, menus that close, renaming in place, and a list that does not change under one's hands.
const results = () => document.querySelector("#results");
const boxes = () => [...document.querySelectorAll("#results [name=pick][form=many]")];
// The keys that are chosen: the list is drawn anew while videos are made. `all` stands for what is on other pages too.
const chosen = new Set();
let last = null;
let all = false;

function show() {
  const form = document.querySelector("[data-many]");
  if (!form) return;
  const here = boxes();
  for (const box of here) {
    box.checked = all || chosen.has(box.value);
    box.closest(".tile").toggleAttribute("data-picked", box.checked);
  }
  const total = Number(form.dataset.total);
  const count = all ? total : chosen.size;
  const page = form.querySelector("[data-all]");
  page.checked = count > 0 && here.every((box) => box.checked);
  page.indeterminate = count > 0 && !page.checked;
  form.toggleAttribute("data-some", count > 0);
  const told = count ? `${count} selected` : "";
  const place = form.querySelector("[data-count]");
  if (place.textContent !== told) place.textContent = told;
  form.querySelector("[data-everything]").hidden = all || !page.checked || total <= here.length;
}

function pick(box, isOn) {
  // To take one out of all is to choose what is on this page but it.
  if (all) for (const other of boxes()) chosen.add(other.value);
  all = false;
  if (isOn) chosen.add(box.value);
  else chosen.delete(box.value);
}

function clear() {
  chosen.clear();
  all = false;
  show();
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("#results [name=pick][form=many]");
  if (box) {
    const here = boxes();
    const from = event.shiftKey ? here.findIndex((other) => other.value === last) : -1;
    const to = here.indexOf(box);
    const range = from < 0 ? [box] : here.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const one of range) pick(one, box.checked);
    last = box.value;
    show();
  }
  if (event.target.closest("[data-none]")) {
    clear();
    document.querySelector("[data-all]").focus();
  }
  if (event.target.closest("[data-everything]")) {
    all = true;
    show();
    document.querySelector("[data-bar] :is(summary, button:not([hidden]))").focus();
  }
  for (const menu of document.querySelectorAll("details.drop[open]")) {
    if (!menu.contains(event.target) || event.target.closest("[data-rename]")) menu.open = false;
  }
});

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-all]")) return;
  const isOn = target.checked;
  all = false;
  for (const box of boxes()) pick(box, isOn);
  show();
});

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Escape") return escape(event);
  if (!results()?.contains(target) || target.matches("input:not([type=checkbox]), select, textarea")) return;
  if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    for (const box of boxes()) pick(box, true);
    show();
  } else if (key === "Delete" && (chosen.size || all)) {
    event.preventDefault();
    document.querySelector("[data-bin]")?.click();
  } else if (key === "F2") {
    event.preventDefault();
    target.closest(".tile")?.querySelector("a[data-rename]")?.click();
  }
});

function escape(event) {
  const menu = document.querySelector("details.drop[open]");
  const renaming = event.target.closest("form[data-rename]");
  if (renaming) renaming.querySelector("[data-cancel]").click();
  else if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (chosen.size || all) clear();
}

// What is chosen goes along with the form, also what another page shows by now.
document.addEventListener("submit", ({ target, submitter }) => {
  if (!target.matches("[data-many]")) return;
  for (const extra of target.querySelectorAll("[data-extra]")) extra.remove();
  const here = new Set(boxes().map((box) => box.value));
  const sent = all ? [["everything", "1"]] : [...chosen].filter((key) => !here.has(key)).map((key) => ["pick", key]);
  for (const [name, value] of sent) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    field.dataset.extra = "";
    target.append(field);
  }
  // An archive is a download: the page stays, and so do its menus.
  if (submitter?.value === "archive") submitter.closest("details").open = false;
});

// While somebody writes a name or has a menu open, the list does not ask again by itself.
document.addEventListener("htmx:beforeRequest", (event) => {
  const isPoll = event.target.id === "results" && event.detail.requestConfig.triggeringEvent?.type !== "submit";
  if (isPoll && results().querySelector("form[data-rename], details.drop[open], select:focus")) event.preventDefault();
});

document.addEventListener("htmx:afterSwap", () => {
  show();
  const field = document.querySelector("form[data-rename] input[name=title]");
  if (field && document.activeElement !== field) {
    field.focus();
    field.select();
  }
});

// Where a title was renamed, the focus stays with it.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const title = detail.target.matches?.("h2[id^=name-]") && detail.target.querySelector("a");
  if (title) title.focus();
});

// Another search shows other videos.
document.querySelector("#find")?.addEventListener("input", clear);
// The browser may have kept boxes of before.
addEventListener("pageshow", () => {
  for (const box of boxes()) if (box.checked) chosen.add(box.value);
  show();
});
show();

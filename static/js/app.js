// What every page does: the theme switch, buttons that are pressed once, and marks of what was corrected.
import "./one-file.js";

const root = document.documentElement;
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The choice then lasts for this page only.
    }
  });
  systemDark.addEventListener("change", show);
  show();
}

// What was typed and not kept stays in this window (unkept.js) until a page comes of it, or its writer leaves.
try {
  const isSent = JSON.parse(sessionStorage.getItem("unkept"))?.isSent;
  if (isSent && !document.querySelector("[data-create]")) sessionStorage.removeItem("unkept");
} catch {
  // No window of this browser remembers anything.
}
for (const form of document.querySelectorAll("form[data-sign-out]"))
  form.addEventListener("submit", () => sessionStorage.removeItem("unkept"));

// A second click must not send a form twice; when the page comes back from the cache it can be sent again.
for (const form of document.querySelectorAll("form[data-once]")) {
  const button = form.querySelector("button:not([type=button])");
  form.addEventListener("submit", () => {
    button.setAttribute("aria-busy", "true");
    setTimeout(() => (button.disabled = true));
  });
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  });
}

// What is being corrected is no longer marked as wrong, unless it can be seen that it still is: too long, for example.
document.addEventListener("input", ({ target }) => {
  const field = target.closest(".field");
  if (!field || field.querySelector("[data-over]")) return;
  field.querySelector("ul.errorlist")?.remove();
  for (const marked of field.querySelectorAll("[aria-invalid=true]")) marked.removeAttribute("aria-invalid");
  if (!document.querySelector("[aria-invalid=true]")) document.querySelector("[data-marked]")?.remove();
});

// A slider says in its label what it stands at.
for (const slider of document.querySelectorAll(".field--slider input")) {
  const shown = document.createElement("output");
  shown.htmlFor = slider.id;
  const show = () => (shown.textContent = `${slider.value} %`);
  slider.labels[0]?.append(" ", shown);
  slider.addEventListener("input", show);
  addEventListener("pageshow", show);
  show();
}

// Title, description and hashtags of a film: written beside the page, which then shows them, and copied from it.
import { Unwritten, whileBusy, write } from "./asking.js";

const place = document.querySelector("[data-publishing]");
const form = place?.querySelector("[data-publication]");

if (form) {
  const part = (name) => form.querySelector(`[data-publication-${name}]`);

  function refuse(sentence) {
    part("told").textContent = "";
    part("error").textContent = sentence;
    part("error").hidden = !sentence;
  }

  async function ask() {
    part("error").hidden = true;
    try {
      await write(form.action, { look: "1" });
      const address = new URL(location);
      address.hash = "publishing";
      history.replaceState(null, "", address);
      location.reload();
    } catch (error) {
      refuse(error instanceof Unwritten ? error.message : "This cannot be written just now.");
    }
  }

  part("button").addEventListener("click", (event) => {
    event.preventDefault();
    whileBusy(part("button"), part("told"), ask);
  });
}

for (const button of place?.querySelectorAll("[data-copy]") ?? []) {
  const words = button.querySelector("span");
  button.addEventListener("click", async () => {
    const told = button.closest(".publishing-part").querySelector("[data-copied]");
    const text = [...told.querySelectorAll("p")].map((one) => one.innerText).join("\n\n") || told.innerText;
    try {
      await navigator.clipboard.writeText(text);
      words.textContent = "Copied";
    } catch {
      // Where a page may not write there, what is to be copied is marked at least.
      getSelection().selectAllChildren(told);
      words.textContent = "Marked: copy it";
    }
    setTimeout(() => (words.textContent = "Copy"), 2500);
  });
}

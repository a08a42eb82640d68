// Keywords as chips: each can be taken away, and new ones are typed between them. Without scripts it is one field with commas.
const SEPARATORS = /[,;\u060c\u061b\u3001\uff0c\uff1b\n]/;
const announcer = document.querySelector("[data-announcer]");

function tidy(word) {
  return word.trim().replace(/\s+/g, " ");
}

class Chips {
  constructor(input) {
    this.input = input;
    // What is sent is a field of its own: the visible one holds only what is being typed.
    this.sent = Object.assign(document.createElement("input"), { type: "hidden", name: input.name });
    this.words = [];
    this.list = Object.assign(document.createElement("ul"), { className: "chip-list" });
    this.list.setAttribute("aria-label", "Keywords so far");
    const box = Object.assign(document.createElement("div"), { className: "chip-box input" });
    input.replaceWith(box);
    input.removeAttribute("name");
    input.classList.add("chip-input");
    box.append(this.list, input, this.sent);
    box.addEventListener("click", (event) => event.target === box && input.focus());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("input", () => this.type());
    input.addEventListener("blur", () => this.add(input.value));
    this.add(input.value);
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && this.input.value.trim()) {
      event.preventDefault();
      this.add(this.input.value);
    } else if (event.key === "Backspace" && !this.input.value && this.words.length) {
      this.remove(this.words.at(-1));
      this.input.focus();
    }
  }

  type() {
    if (SEPARATORS.test(this.input.value)) this.add(this.input.value);
    else this.write();
  }

  add(text) {
    for (const word of text.split(SEPARATORS).map(tidy).filter(Boolean)) {
      if (this.words.some((known) => known.toLowerCase() === word.toLowerCase())) continue;
      this.words.push(word);
      this.list.append(this.chip(word));
    }
    this.input.value = "";
    this.write();
  }

  chip(word) {
    const chip = Object.assign(document.createElement("li"), { className: "chip" });
    const text = Object.assign(document.createElement("span"), { textContent: word, dir: "auto" });
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", `Take away ${word}`);
    button.addEventListener("click", () => this.remove(word));
    chip.append(text, button);
    return chip;
  }

  remove(word) {
    const place = this.words.indexOf(word);
    this.words.splice(place, 1);
    this.list.children[place].remove();
    this.write();
    if (announcer) announcer.textContent = `${word} is taken away`;
    (this.list.children[place]?.querySelector("button") ?? this.input).focus();
  }

  write() {
    this.sent.value = [...this.words, tidy(this.input.value)].filter(Boolean).join(", ");
    this.list.hidden = !this.words.length;
  }
}

function setUp() {
  for (const input of document.querySelectorAll(".field--chips input[type=text][name]")) new Chips(input);
}

document.addEventListener("htmx:afterSettle", setUp);
setUp();

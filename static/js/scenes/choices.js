// The settings beside the scenes, as things whose value is read, put back and noted in the history: one for each name.
const section = document.querySelector("[data-settings]");

// Files are kept by no script, and what is hidden is the page's own.
const controls = [...section.querySelectorAll("input[name]:not([type=file], [type=hidden]), select[name], textarea[name]")];

function savedOf(inputs) {
  const [first] = inputs;
  if (first.type === "radio") return inputs.find((input) => input.defaultChecked)?.value ?? "";
  if (first.type === "checkbox") return first.defaultChecked;
  if (first.localName !== "select") return first.defaultValue;
  return ([...first.options].find((option) => option.defaultSelected) ?? first.options[0])?.value;
}

function settingOf(name) {
  const inputs = controls.filter((input) => input.name === name);
  const [first] = inputs;
  const legend = first.closest("fieldset.field fieldset, .field > fieldset")?.querySelector("legend");
  return {
    name,
    saved: savedOf(inputs),
    label: (first.type === "radio" ? legend : first.labels?.[0]?.firstChild)?.textContent.trim() || name,
    section: first.closest("details"),
    isText: first.matches("textarea, input:not([type=checkbox], [type=radio])"),
    get value() {
      if (first.type === "radio") return inputs.find((input) => input.checked)?.value ?? "";
      return first.type === "checkbox" ? first.checked : first.value;
    },
    put(value) {
      if (this.value === value) return;
      if (first.type === "radio") for (const input of inputs) input.checked = input.value === value;
      else if (first.type === "checkbox") first.checked = Boolean(value);
      else first.value = value;
      // What hangs on this field follows; the page as a whole does not take it for something that somebody typed.
      for (const kind of ["input", "change"]) first.dispatchEvent(new Event(kind));
    },
  };
}

const settings = new Map([...new Set(controls.map((input) => input.name))].map((name) => [name, settingOf(name)]));

export const allSettings = () => [...settings.values()];
export const settingNamed = (name) => settings.get(name);
export const hasSettingFiles = () => [...section.querySelectorAll("input[type=file]")].some((input) => !input.disabled && input.files.length);

// After an error the fields hold what was sent: all of it is another thing than what is stored, as far as is known here.
export function readSettings() {
  const changed = allSettings().filter(({ saved, value }) => "unsaved" in section.dataset || saved !== value);
  return Object.fromEntries(changed.map(({ name, value }) => [name, value]));
}

export function putSettings(values) {
  for (const [name, value] of Object.entries(values)) settings.get(name)?.put(value);
}

// What is made again is asked once the page listens.
export function askAnew() {
  const ask = () => section.dispatchEvent(new Event("change"));
  if (document.readyState === "complete") ask();
  else addEventListener("load", () => setTimeout(ask));
}

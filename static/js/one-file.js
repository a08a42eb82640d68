// Fields that take one file say so where several are dropped on them, and which one is used. A file that misses its
// field is not opened in place of the page, which would take along all that was typed.

// Whether a field takes a file, by what its "accept" says; not every browser knows the types of phones' pictures.
function takes(input, file) {
  const name = file.name.toLowerCase();
  const kinds = input.accept.toLowerCase().split(",").map((kind) => kind.trim());
  return kinds.some((kind) => {
    if (kind.startsWith(".")) return name.endsWith(kind);
    return kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : kind && file.type === kind;
  });
}

export function whichOne(input, files) {
  return files.find((file) => takes(input, file)) ?? files[0];
}

export function sayWhich(file, others) {
  return `One file can be used here: it is ${file.name}. ${others === 1 ? "The other one is not used." : `The other ${others} are not used.`}`;
}

function noteOf(input) {
  const known = input.parentElement.querySelector("[data-one-file]");
  if (known) return known;
  const note = Object.assign(document.createElement("p"), { className: "help", hidden: true });
  note.dataset.oneFile = "";
  note.setAttribute("role", "status");
  input.after(note);
  return note;
}

function fileField(event) {
  const field = event.target.closest?.("input[type=file], label");
  const input = field?.control ?? field;
  return input?.type === "file" ? input : null;
}

let isDropping = false;
const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event) || event.defaultPrevented) return;
  const input = fileField(event);
  // One alone is taken by the browser itself, which would refuse several without a word.
  if (input && input === event.target && event.dataTransfer.items.length < 2) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = input && !input.disabled ? "copy" : "none";
});

document.addEventListener("drop", (event) => {
  if (!holdsFiles(event) || event.defaultPrevented) return;
  const input = fileField(event);
  const files = [...event.dataTransfer.files];
  if (input && files.length < 2 && input === event.target) return;
  event.preventDefault();
  if (!input || input.disabled || !files.length) return;
  const used = input.multiple ? files : [whichOne(input, files)];
  const kept = new DataTransfer();
  for (const file of used) kept.items.add(file);
  input.files = kept.files;
  isDropping = true;
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  isDropping = false;
  const note = noteOf(input);
  // One that is too large was taken out again.
  note.hidden = used.length === files.length || !input.files.length;
  note.textContent = note.hidden ? "" : sayWhich(used[0], files.length - 1);
});

// What is chosen next has no others.
document.addEventListener("change", ({ target }) => {
  if (isDropping || target.type !== "file") return;
  const note = target.parentElement.querySelector("[data-one-file]");
  if (note) note.hidden = true;
});

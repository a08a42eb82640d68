// What was done on the page, to be taken back and done again: order, fields, new scenes and those left out.
import { putValue, valueOf } from "./fields.js";

const MOST = 300;
// Milliseconds after which typing in one field is another step.
const PAUSE = 1200;

export class History {
  // `list` holds the scenes; `changed` is called after each step with the scene to look at, and what it was.
  constructor(list, changed) {
    this.list = list;
    this.changed = changed;
    this.done = [];
    this.undone = [];
    // What stood in a field before somebody began to change it.
    this.known = new WeakMap();
  }

  get order() {
    return [...this.list.children];
  }

  know(field) {
    this.known.set(field, valueOf(field));
  }

  // Does something in one step. `work` is given a function that puts a value into a field.
  step(words, scene, work) {
    const before = this.order;
    const values = new Map();
    const put = (target, value) => {
      const old = target.put ? target.value : valueOf(target);
      if (!values.has(target)) values.set(target, [old, value]);
      values.get(target)[1] = value;
      apply(target, value);
      if (!target.put) this.know(target);
    };
    work(put);
    this.push({ words, scene, order: [before, this.order], values });
  }

  // Notes that a field was changed by hand: letters that follow each other are one step.
  typed(field, scene, words) {
    const value = valueOf(field);
    const last = this.done.at(-1);
    const isText = field.isText ?? field.matches("textarea, input:not([type=checkbox])");
    if (isText && last?.field === field && Date.now() - last.at < PAUSE && !this.undone.length) {
      last.values.get(field)[1] = value;
      last.at = Date.now();
      this.know(field);
      return;
    }
    const before = this.known.has(field) ? this.known.get(field) : firstOf(field);
    this.know(field);
    if (before === value) return;
    const order = this.order;
    this.push({ words, scene, field, at: Date.now(), order: [order, order], values: new Map([[field, [before, value]]]) }, true);
  }

  // The next letter begins another step.
  seal() {
    const last = this.done.at(-1);
    if (last) last.at = 0;
  }

  push(entry, isTyped = false) {
    this.done.push(entry);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
    if (!isTyped) this.changed(entry, "");
  }

  undo() {
    this.turn(this.done, this.undone, 0, "Undone");
  }

  redo() {
    this.turn(this.undone, this.done, 1, "Done again");
  }

  turn(from, to, side, words) {
    const entry = from.pop();
    if (!entry) return;
    to.push(entry);
    entry.at = 0;
    arrange(this.list, entry.order[side]);
    for (const [target, pair] of entry.values) {
      apply(target, pair[side]);
      if (!target.put || target.name) this.know(target);
    }
    this.changed(entry, words);
  }
}

function apply(target, value) {
  if (target.put) target.put(value);
  else putValue(target, value);
}

function firstOf(field) {
  if (field.put) return field.saved;
  if (field.type === "checkbox") return field.defaultChecked;
  if (field.localName === "select") return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
  return field.defaultValue;
}

// Only what stands elsewhere is moved: of many scenes one usually is.
export function arrange(list, order) {
  const wanted = new Set(order);
  for (const scene of [...list.children]) if (!wanted.has(scene)) scene.remove();
  let next = list.firstElementChild;
  for (const scene of order) {
    if (scene === next) next = next.nextElementSibling;
    else list.insertBefore(scene, next);
  }
}

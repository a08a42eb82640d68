// The fields of a scene: what stands in them, what is stored, and whether that is another thing.
export const part = (scene, name) => scene.querySelector(`[name$="-${name}"]`);
export const isOut = (scene) => part(scene, "DELETE").checked;
export const idOf = (scene) => part(scene, "id").value;
export const nameOf = (field) => field.name.replace(/^.*?-\d+-/, "");

// All that is written or chosen; pictures are not among it, for browsers do not let a script keep them.
export function fieldsOf(scene) {
  return [...scene.querySelectorAll("textarea[name], select[name]:not([name^=takes-]), input[name]:not([type=file], [data-choice], [name^=takes-])")].filter(
    (field) => !/-(id|ORDER|DELETE)$/.test(field.name),
  );
}

export const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

export function putValue(field, value) {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else field.value = value;
}

// After an error the fields hold what was sent, and beside it stands what is stored.
function savedOf(field) {
  if (field.type === "checkbox") return false;
  // What a script puts into a hidden field is its default from then on.
  if (field.type === "hidden") return "";
  if (field.dataset.saved !== undefined) return field.dataset.saved;
  if (field.localName !== "select") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
}

export const placeOf = (scene) => {
  const field = part(scene, "ORDER");
  return Number(field.dataset.saved ?? field.defaultValue) || Infinity;
};

// A picture that was chosen changes its scene as well, but no browser gives it back to a page that is opened again.
export const isTyped = (scene) => fieldsOf(scene).some((field) => valueOf(field) !== savedOf(field));

export function isChanged(scene) {
  if (!idOf(scene)) return !isOut(scene);
  return (
    Boolean(isOut(scene) || scene.sending || scene.sendingVoice || part(scene, "new_picture").files.length) ||
    isTyped(scene)
  );
}

// Scenes that do not stand where they stood: as few as can be moved to come from the one order to the other.
export function movedAmong(scenes) {
  const placed = scenes.filter((scene) => idOf(scene));
  const places = placed.map(placeOf);
  const lengths = [];
  const before = [];
  const ends = [];
  places.forEach((place, index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[ends[middle]] < place) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1];
    ends[low] = index;
    lengths[index] = low;
  });
  const stayed = new Set();
  for (let index = ends.at(-1); index !== undefined; index = before[index]) stayed.add(placed[index]);
  return placed.filter((scene) => !stayed.has(scene));
}

// The stretch of a text before a place and that after it; a place within a word is moved to the word's nearer end.
export function splitWords(text, at) {
  let place = at;
  const inMark = [...text.matchAll(/\[[^\][]*\]|\{[^{}]*\}/g)].find(({ 0: mark, index }) => index < at && at < index + mark.length);
  if (inMark) place = inMark.index + inMark[0].length;
  else if (Intl.Segmenter) {
    const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
    const { segment = "", index = at, isWordLike } = segments.containing(Math.min(at, text.length - 1)) ?? {};
    if (isWordLike && index < at) place = at - index < index + segment.length - at ? index : index + segment.length;
  }
  // Signs that end a sentence stay with it.
  while (/[\p{Po}\p{Pf}\p{Pe}]/u.test(text[place] ?? "") && /\S/.test(text[place - 1] ?? "")) place += 1;
  return [text.slice(0, place).trimEnd(), text.slice(place).trimStart()];
}

// Chinese, Japanese and Thai have no space between words.
export function joinWords(one, other) {
  if (!one || !other) return one || other;
  const isUnspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}。、！？」』]$/u.test(one);
  return `${one}${isUnspaced ? "" : " "}${other}`;
}

// What is folded in most scenes is made when it is needed: nobody unfolds 120 of them.
export function fill(details) {
  if (!details.querySelector("[data-later]")) return;
  const scene = details.closest("[data-scene]");
  const blank = document.querySelector("[data-blank]").content.querySelector(["clip", "voice", "more"].filter((one) => one in details.dataset).map((one) => `[data-${one}]`)[0]);
  const prefix = part(scene, "id").name.match(/-(\d+)-/)[1];
  const { open, hidden } = details;
  details.innerHTML = blank.innerHTML.replaceAll("__prefix__", prefix);
  Object.assign(details, { open, hidden });
  const who = scene.dataset.who ?? "scene";
  for (const one of details.querySelectorAll("[data-of]")) one.textContent = ` (${who})`;
  for (const one of details.querySelectorAll("[data-name]")) one.setAttribute("aria-label", one.dataset.name.replace("#", who));
}

export const fillAll = (scene) => scene.querySelectorAll("[data-clip], [data-more], [data-voice]").forEach(fill);

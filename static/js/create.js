// The forms that start a video: counted text, drag and drop with a preview, and how the first scene will look.
import "./bookends.js";
import { isClip, tooLarge, watchClip } from "./clips.js";

const form = document.querySelector("[data-create]");
const frame = form.querySelector("[data-stage]");
const stagePicture = form.querySelector("[data-stage-picture]");
const stageWords = form.querySelector("[data-stage-words]");
const WORDS_A_SECOND = 2.6;
// Without a narrator the words stay for as long as captions take to be read.
const LETTERS_READ_A_SECOND = 15;
const SECONDS_A_SCENE = 8;
const LEAST_SCENES = 1;
const MOST_SCENES = 120;
// What is counted where the writer says how the text becomes scenes.
const SPLITS = {
  sentence: (text) => parts(text, "sentence").filter((part) => part.trim()).length,
  line: (text) => text.split(/\n+/).filter((line) => line.trim()).length,
  paragraph: (text) => text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim()).length,
};
const madeIn = JSON.parse(document.getElementById("made-in")?.textContent ?? "{}");
let chosenPicture = "";

function fact(name, value) {
  for (const place of form.querySelectorAll(`[data-fact="${name}"]`)) place.textContent = value;
}

function megabytes(bytes) {
  return bytes < 102400 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

// Not every script puts spaces between its words, and not every one ends sentences with a full stop.
function parts(text, granularity) {
  if (!("Segmenter" in Intl)) return text.match(granularity === "word" ? /\S+/g : /[^.!?…]+[.!?…]*/g) ?? [];
  const found = [...new Intl.Segmenter(undefined, { granularity }).segment(text)];
  return found.filter((part) => granularity !== "word" || part.isWordLike).map((part) => part.segment);
}

function understood() {
  return form.querySelector("[data-spoken]");
}

function tellFacts(text, split, pace, hasNarrator, chosen) {
  const words = parts(text, "word").length;
  // The text is cut into scenes by its words, however fast they are spoken.
  const seconds = words / WORDS_A_SECOND;
  const wanted = form.querySelectorAll("[data-scene]").length || Number(understood()?.dataset.scenes) || (SPLITS[split]?.(text) ?? Math.round(seconds / SECONDS_A_SCENE));
  const scenes = Math.min(MOST_SCENES, Math.max(LEAST_SCENES, wanted));
  fact("words", words.toLocaleString("en"));
  const length = hasNarrator ? seconds : [...text].length / LETTERS_READ_A_SECOND;
  fact("spoken", words ? `about ${clock(length / pace)}` : "–");
  fact("scenes", words ? `about ${scenes}` : "–");
  fact("summary", words ? `About ${clock(length / pace)}, ${scenes} ${scenes === 1 ? "scene" : "scenes"}` : "No words yet");
  tellHowLong(words && scenes, chosen);
}

// How long it takes to make is known by the number of scenes, from the films of late of the chosen shape and size.
function tellHowLong(scenes, chosen) {
  const place = form.querySelector("[data-made-in]");
  if (!place) return;
  const known = madeIn[chosen] ?? madeIn[""];
  place.hidden = !scenes;
  if (scenes) fact("made", known[Math.min(scenes - place.dataset.least, known.length - 1)]);
}

// With captions that change word by word, the second word is the one that is being spoken.
const wordByWord = ["karaoke", "lit", "pop"];
function showWords(text, style) {
  const words = document.createElement("span");
  const found = wordByWord.includes(style) && text.match(/^(\S+\s+)(\S+)(.*)$/s);
  const [, before, spoken, after] = found || [null, text, "", ""];
  const mark = document.createElement("b");
  mark.textContent = spoken;
  const rest = document.createElement("i");
  rest.textContent = after;
  words.append(before, mark, rest);
  stageWords.replaceChildren(words);
}

function showStage(text, data) {
  frame.dataset.size = data.get("size");
  frame.dataset.captions = data.get("caption_style");
  frame.dataset.position = data.get("caption_position");
  frame.dataset.letters = data.get("caption_letters");
  frame.dataset.stroke = data.get("caption_stroke");
  frame.dataset.line = data.get("progress_line");
  frame.toggleAttribute("data-capitals", data.has("caption_capitals"));
  showWords(text ? parts(text, "sentence")[0].trim() : stageWords.dataset.empty, data.get("caption_style"));
  const swatch = form.querySelector("[name=style]:checked")?.parentElement.querySelector("img");
  const earlier = form.querySelector("[data-earlier]");
  const kept = form.querySelector("[data-preview]:not([hidden])");
  const first = form.querySelector("[data-scene] img");
  stagePicture.src = first?.src || chosenPicture || kept?.src || earlier?.src || swatch?.src || stagePicture.src;
}

function count(area) {
  const place = form.querySelector(`[data-count-of="${area.id}"]`);
  const written = [...area.value.trim()].length;
  const limit = Number(area.dataset.count);
  // Of a text that the server has read, as much counts as is spoken.
  const read = Number(area.name === "input_text" && written && understood()?.dataset.length) || written;
  const spoken = Math.min(read, written);
  const counted = `${spoken.toLocaleString("en")} / ${limit.toLocaleString("en")}`;
  place.textContent = spoken < written ? `${counted} spoken, of ${written.toLocaleString("en")} pasted` : counted;
  place.toggleAttribute("data-over", spoken > limit);
}

// Pauses are neither shown nor counted, and of words that are said in another way the written ones are shown.
function asRead(text) {
  const bare = text.replace(/\s*\[[^[\]\n]*\bpau[sz][ea]?\b[^[\]\n]*\]/gi, "");
  return bare.replace(/\{([^{}|\n]+)\|[^{}|\n]+\}/g, "$1").trim();
}

// Of several pictures each says its own words, or what is seen in it.
function wordsOfPictures() {
  const areas = [...form.querySelectorAll("[data-scene] textarea")];
  return areas.map((area) => area.value.trim() || area.dataset.seen || "").join(" ").trim();
}

function refresh() {
  const data = new FormData(form);
  const written = (data.get("input_text") ?? "").trim();
  // Where the server has read the text, what is spoken of it counts.
  const text = (written && understood()?.textContent) || asRead(written || wordsOfPictures() || data.get("description") || "");
  fact("voice", form.querySelector("[name=voice]").selectedOptions[0]?.textContent ?? "");
  tellFacts(text, data.get("split"), Number(data.get("pace")) || 1, data.get("voice") !== "none", `${data.get("size")} ${data.get("quality")}`);
  showStage(text, data);
  form.querySelectorAll("textarea[data-count]").forEach(count);
}

// A file that is too large is not sent at all.
function setUpSize(input, what) {
  const error = form.querySelector(`[data-file-error=${input.name}]`);
  input.addEventListener("change", () => {
    const most = Number(input.dataset.maxBytes);
    const tooLarge = input.files[0]?.size > most;
    error.hidden = !tooLarge;
    error.textContent = tooLarge ? `This ${what} is larger than ${most / 1024 ** 2} MB. Please use a smaller one.` : "";
    if (tooLarge) input.value = "";
  });
}

// One's own music or font is asked for only where it is chosen; a file that is not wanted any more is not sent.
function setUpOwn(choice, place) {
  const input = place.querySelector("input");

  function show() {
    const wanted = choice.value === "own";
    place.hidden = !wanted;
    input.disabled = !wanted;
  }

  // Of several radio buttons only each by itself tells of changes.
  for (const field of choice instanceof RadioNodeList ? choice : [choice]) field.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
}

function setUpDrop(drop) {
  const input = drop.querySelector("input");
  const preview = drop.querySelector("[data-preview]");
  const error = form.querySelector("[data-drop-error]");
  let video = null;

  function showPicture(address) {
    chosenPicture = address;
    preview.hidden = !address;
    if (address) preview.src = address;
  }

  function show() {
    const file = input.files[0];
    const refused = file ? tooLarge(input, file) : "";
    error.hidden = !refused;
    error.textContent = refused;
    if (refused) input.value = "";
    // What the site has already stays, and so do its name and its picture here.
    if (refused && !preview.hidden && !/^(blob|data):/.test(preview.src)) {
      error.textContent += " Your picture from before is still used.";
      return;
    }
    if (chosenPicture) URL.revokeObjectURL(chosenPicture);
    if (video) URL.revokeObjectURL(video.src);
    video = null;
    const chosen = file && !refused;
    showPicture(chosen && !isClip(file) ? URL.createObjectURL(file) : "");
    if (chosen && isClip(file)) video = watchClip(file, showPicture);
    drop.querySelector("[data-chosen]").hidden = !chosen;
    drop.querySelector("[data-name]").textContent = chosen ? file.name : "";
    fact("picture", chosen ? megabytes(file.size) : "–");
    refresh();
    if (chosen) form.dispatchEvent(new Event("picturechosen"));
  }

  // Several are scenes of their own.
  function choose(files) {
    if (files.length > 1) {
      input.value = "";
      form.dispatchEvent(new CustomEvent("pictureschosen", { detail: files }));
      return;
    }
    const kept = new DataTransfer();
    kept.items.add(files[0]);
    input.files = kept.files;
    show();
  }

  // Not every browser can show every kind of picture that we can read; then its name must do.
  preview.addEventListener("error", () => {
    preview.hidden = true;
    chosenPicture = "";
    refresh();
  });
  // The server could not read it: what is shown is not to look as if it could.
  form.addEventListener("picturerefused", () => {
    URL.revokeObjectURL(chosenPicture);
    chosenPicture = "";
    preview.hidden = true;
    fact("picture", "–");
  });
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.dataset.over = "";
    });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    choose(files);
  });
  input.addEventListener("change", () => (input.files.length > 1 ? choose([...input.files]) : show()));
  // A browser that goes back may bring the file along.
  if (input.files.length === 1) show();
}

// What is open stays open when the text is read again.
let showsParts = false;
document.addEventListener("htmx:beforeSwap", () => {
  showsParts = Boolean(form.querySelector("[data-understood-parts]")?.open);
});
document.addEventListener("htmx:afterSwap", () => {
  const parts = form.querySelector("[data-understood-parts]");
  if (parts) parts.open = showsParts;
});

// For the Enter key the form would be sent, and a video made.
form.elements.preset_name.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  form.elements.save_preset.click();
});

const drop = form.querySelector("[data-drop]");
if (drop) setUpDrop(drop);
setUpSize(form.elements.music_file, "sound file");
setUpSize(form.elements.logo, "logo");
setUpSize(form.elements.font_file, "font");
setUpOwn(form.elements.music, form.querySelector("[data-own-music]"));
setUpOwn(form.elements.font, form.querySelector(".own-font"));
form.addEventListener("input", refresh);
addEventListener("pageshow", refresh);
document.addEventListener("htmx:afterSettle", refresh);
refresh();
form.querySelector("[aria-invalid=true]")?.focus();

// The own voice of a scene: recorded or chosen, sent by itself, listened to, undone, and given up for the voice.
import { minutes, record, Unrecorded } from "../recording.js";
import { sendClip } from "../sending.js";
import { fill, idOf, part } from "./fields.js";

const form = document.querySelector("[data-storyboard]");
// Seconds of one scene.
const MOST = 240;
// In the page, so that whatever else is heard is stopped by it.
const audio = document.body.appendChild(document.createElement("audio"));
const KEPT = "Your recording is heard, as long as it lasts, whatever the words say: they are its captions.";
let history;
let nameOf;
let changed = () => {};
let recording = null;
let heard = null;

const detailsOf = (scene) => scene.querySelector("[data-voice]");
const find = (scene, name) => scene.querySelector(`[data-${name}]`);
const capital = (words) => words[0].toUpperCase() + words.slice(1);

export const isVoiceFile = (target) => target.matches("[data-recording-file]");

function tell(scene, words) {
  const line = find(scene, "voice-told");
  if (line && line.textContent !== words) line.textContent = words;
}

function refuse(scene, words) {
  const line = find(scene, "voice-error");
  line.textContent = words;
  line.hidden = !words;
}

// The recording that was chosen and not saved yet, with the file for as long as the page is open.
const chosenOf = (scene) => scene.voice ?? { sent: part(scene, "sent_recording").value, file: null, url: "" };

const isBack = (scene) => Boolean(part(scene, "by_voice")?.checked);
const hasStored = (scene) => "hasRecording" in detailsOf(scene).dataset;

// What the site is told of a scene that is the rest of another one; it cuts the recording where the words are parted.
// Fresh is what is not stored yet.
const [REST, FRESH] = ["rest", "fresh"];
const isRest = (scene) => [REST, FRESH].includes(part(scene, "parting")?.value);
const ownerOf = (scene) => idOf(scene) || part(scene, "copy_of").value;
const isSplit = (scene) => hasStored(scene) && [...scene.parentElement.children].some((one) => isRest(one) && ownerOf(one) === idOf(scene));

// The recording of a scene, as far as it is not given up: one that is stored or chosen, or the part that a rest has.
function hasVoiceOf(scene) {
  if (!detailsOf(scene)) return false;
  const { sent, file } = chosenOf(scene);
  return Boolean(sent || file) || ((hasStored(scene) || isRest(scene)) && !isBack(scene));
}

// Of a scene that is split: the rest has its part of the recording as well, which is cut when the changes are made.
export function splitVoice(scene, rest) {
  if (!hasVoiceOf(scene)) return null;
  if (!ownerOf(scene)) return { words: " Its new recording is let go of: please record both.", put: (put) => put(voiceOf(scene), NOTHING) };
  const { sent, file } = chosenOf(scene);
  part(rest, "parting").value = sent || file ? FRESH : isRest(scene) ? part(scene, "parting").value : REST;
  return { words: " The recording is cut there.", put: () => {} };
}

const NOTHING = { sent: "", file: null, url: "", back: false };

// Two parts of one recording that follow each other are one again; else the voice speaks what was joined.
export function joinVoices(scene, next) {
  const [mine, theirs] = [hasVoiceOf(scene), hasVoiceOf(next)];
  if (!part(next, "narration").value.trim() || !(mine || theirs)) return null;
  if (mine && theirs && isRest(next) && ownerOf(next) === ownerOf(scene)) return { words: "", put: (put) => put(part(next, "parting"), "") };
  if (mine && theirs && follows(scene, next)) {
    const joined = [part(scene, "parting").value, idOf(next)].filter(Boolean).join(",");
    return { words: " So are their recordings.", put: (put) => put(part(scene, "parting"), joined) };
  }
  return {
    words: " The voice speaks it: a recording of a part of it cannot stay.",
    put: (put) => {
      fill(detailsOf(scene));
      put(voiceOf(scene), { ...NOTHING, back: hasStored(scene) || isRest(scene) });
    },
  };
}

function follows(scene, next) {
  const isAsStored = (one) => hasStored(one) && !isSplit(one) && !chosenOf(one).sent && !chosenOf(one).file;
  if (!isAsStored(scene) || !isAsStored(next)) return false;
  const keys = part(scene, "parting").value.split(",");
  const last = [...scene.parentElement.children].find((one) => idOf(one) && idOf(one) === keys.at(-1)) ?? scene;
  const [file, , end] = detailsOf(last).dataset.part.split(" ");
  const [other, start] = detailsOf(next).dataset.part.split(" ");
  return file === other && end !== "" && Math.abs(Number(end) - Number(start)) < 0.02;
}

export function showVoice(scene) {
  const chosen = chosenOf(scene);
  const isNew = Boolean(chosen.sent || chosen.file);
  const hasVoice = hasVoiceOf(scene);
  const state = find(scene, "voice-state");
  const cut = isRest(scene) || isSplit(scene) ? "a part of your recording" : "your recording";
  const words = isNew && !isSplit(scene) ? "a new recording" : isBack(scene) ? "back to the voice" : hasVoice ? cut : "";
  if (state.textContent !== words) state.textContent = words;
  const listen = find(scene, "listen");
  if (!listen) return;
  if (hasStored(scene) && !isNew && !isBack(scene) && !find(scene, "voice-told").textContent) tell(scene, KEPT);
  listen.hidden = !(isNew ? chosen.url : hasVoice && detailsOf(scene).dataset.recorded);
  find(scene, "back-to-voice").hidden = !hasVoice;
}

// Words that differ from those that were recorded are said to.
export function lookAtVoice(scene) {
  showVoice(scene);
  const area = part(scene, "narration");
  const isOther = area.value !== (area.dataset.saved ?? area.defaultValue);
  const keeps = isOther && hasStored(scene) && !isSplit(scene) && !part(scene, "parting")?.value && !isBack(scene) && !chosenOf(scene).sent && !chosenOf(scene).file;
  find(scene, "voice-words").hidden = !(isOther && keeps && area.value.trim());
}

// What is chosen, as something that can be put back.
function voiceOf(scene) {
  return {
    get value() {
      return { ...chosenOf(scene), back: isBack(scene) };
    },
    put({ sent, file, url, back }) {
      scene.sendingVoice?.abort();
      scene.sendingVoice = undefined;
      scene.voice = { sent, file, url };
      part(scene, "sent_recording").value = sent;
      const box = part(scene, "by_voice");
      if (box) box.checked = back;
      refuse(scene, "");
      tell(scene, sent ? "The recording is here." : "");
      if (file && !sent) send(scene);
      showVoice(scene);
    },
  };
}

function step(scene, words, value) {
  const voice = voiceOf(scene);
  const before = voice.value;
  voice.put(value);
  const order = history.order;
  // What is recorded anew is spoken for these words alone: nothing of it is left for the rest of a scene.
  const isOfIt = (one) => part(one, "parting")?.value === FRESH && ownerOf(one) === idOf(scene);
  const fields = order.filter((one) => (isRest(scene) ? one === scene && value.file : isOfIt(one))).map((one) => part(one, "parting"));
  const parted = fields.map((field) => [field, [field.value, ""]]);
  for (const field of fields) field.value = "";
  // What has been sent meanwhile is found by its file: it is not sent again.
  history.push({ words, scene, order: [order, order], values: new Map([...parted, [voice, [before, scene.voice ? { ...value, ...scene.voice } : value]]]) });
}

function take(scene, file) {
  const most = Number(part(scene, "new_recording_file").dataset.maxBytes);
  if (file.size > most) return refuse(scene, `This recording is larger than ${Math.floor(most / 1024 ** 2)} MB. Please use a shorter one, or one in MP3 or M4A.`);
  if (!part(scene, "narration").value.trim()) return refuse(scene, "Please write what is said in this scene: its captions are made of that.");
  step(scene, `${capital(nameOf(scene))} has a new recording.`, { sent: "", file, url: URL.createObjectURL(file), back: false });
}

export function takeVoiceFile(scene, input) {
  const [file] = input.files;
  input.value = "";
  if (file) take(scene, file);
}

async function send(scene) {
  const stop = new AbortController();
  const { file } = scene.voice;
  scene.sendingVoice = stop;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const share = (part) => stop.signal.aborted || tell(scene, `Sending the recording: ${Math.floor(10 * part) * 10} %`);
  try {
    const id = await sendClip(form.dataset.sendClip, token, file, share, stop.signal, "recording");
    if (stop.signal.aborted) return;
    part(scene, "sent_recording").value = id;
    scene.voice.sent = id;
    tell(scene, "The recording is here. It is heard once the changes are made.");
  } catch (error) {
    if (stop.signal.aborted) return;
    tell(scene, "");
    refuse(scene, error.message);
    scene.voice = { sent: "", file: null, url: "" };
  }
  scene.sendingVoice = undefined;
  showVoice(scene);
  changed();
}

function show(button, isOn, words) {
  const [first, second] = button.querySelectorAll("svg");
  first.toggleAttribute("hidden", isOn);
  second.toggleAttribute("hidden", !isOn);
  button.querySelector("span").textContent = words;
  const scene = button.closest("[data-scene]");
  const named = { Record: "Record #", Stop: "Stop # here", Listen: "Listen to the recording of #", "Stop it": "Stop the recording of #" }[words];
  button.dataset.name = named;
  button.setAttribute("aria-label", named.replace("#", nameOf(scene)));
}

async function press(scene, button) {
  if (recording) {
    const isMine = recording.scene === scene;
    recording.stop?.();
    if (isMine) return;
  }
  stopListening();
  refuse(scene, "");
  const mine = { scene };
  recording = mine;
  for (const other of document.querySelectorAll("video, audio")) other.pause();
  try {
    const recorder = await record((seconds) => tell(scene, `Recording: ${minutes(seconds)} of at most ${minutes(MOST)}. Speak the words of this scene.`), MOST);
    mine.stop = recorder.stop;
    show(button, true, "Stop");
    const file = await recorder.done;
    tell(scene, "");
    take(scene, file);
  } catch (error) {
    tell(scene, "");
    refuse(scene, error instanceof Unrecorded ? error.message : "This could not be recorded. Please upload a recording instead.");
  }
  show(button, false, "Record");
  if (recording === mine) recording = null;
}

function stopListening() {
  if (!heard) return;
  const { button } = heard;
  heard = null;
  audio.pause();
  show(button, false, "Listen");
}

function listen(scene, button) {
  const isMine = heard?.button === button;
  stopListening();
  if (isMine) return;
  heard = { button };
  audio.src = chosenOf(scene).url || detailsOf(scene).dataset.recorded;
  show(button, true, "Stop it");
  audio.play().catch(() => {
    if (heard?.button !== button) return;
    stopListening();
    refuse(scene, "Your browser cannot play this recording.");
  });
}
audio.addEventListener("ended", stopListening);
audio.addEventListener("pause", stopListening);

export function voices(list, steps, whoOf, done) {
  history = steps;
  nameOf = whoOf;
  changed = done;
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    const scene = button?.closest("[data-scene]");
    if (!scene) return;
    if ("record" in button.dataset) press(scene, button);
    else if ("uploadVoice" in button.dataset) part(scene, "new_recording_file").click();
    else if ("listen" in button.dataset) listen(scene, button);
    else if ("backToVoice" in button.dataset) {
      step(scene, `${capital(nameOf(scene))} is spoken by the voice.`, { sent: "", file: null, url: "", back: hasStored(scene) || isRest(scene) });
      find(scene, "record").focus();
    }
  });
  list.addEventListener("toggle", ({ target }) => target.open && target.matches("[data-voice]") && (fill(target), showVoice(target.closest("[data-scene]"))), { capture: true });
}
addEventListener("pagehide", () => recording?.stop?.());

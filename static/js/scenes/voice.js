// The own voice of a scene: recorded or chosen, sent by itself, listened to, undone, and given up for the voice.
import { minutes, record, Unrecorded } from "../recording.js";
import { sendClip } from "../sending.js";
import { fill, part } from "./fields.js";

const form = document.querySelector("[data-storyboard]");
// Seconds of one scene.
const MOST = 240;
// In the page, so that whatever else is heard is stopped by it.
const audio = document.body.appendChild(document.createElement("audio"));
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

export function showVoice(scene) {
  const chosen = chosenOf(scene);
  const isNew = Boolean(chosen.sent || chosen.file);
  const hasVoice = isNew || (hasStored(scene) && !isBack(scene));
  const state = find(scene, "voice-state");
  const words = isNew ? "a new recording" : isBack(scene) ? "back to the voice" : hasStored(scene) ? "your recording" : "";
  if (state.textContent !== words) state.textContent = words;
  const listen = find(scene, "listen");
  if (!listen) return;
  listen.hidden = !(isNew ? chosen.url : hasVoice && detailsOf(scene).dataset.recorded);
  find(scene, "back-to-voice").hidden = !hasVoice;
}

// Words that differ from those that were recorded are said to.
export function lookAtVoice(scene) {
  showVoice(scene);
  const area = part(scene, "narration");
  const isOther = area.value !== (area.dataset.saved ?? area.defaultValue);
  const keeps = hasStored(scene) && !isBack(scene) && !chosenOf(scene).sent && !chosenOf(scene).file;
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
  // What has been sent meanwhile is found by its file: it is not sent again.
  history.push({ words, scene, order: [order, order], values: new Map([[voice, [before, scene.voice ? { ...value, ...scene.voice } : value]]]) });
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
      step(scene, `${capital(nameOf(scene))} is spoken by the voice.`, { sent: "", file: null, url: "", back: hasStored(scene) });
      find(scene, "record").focus();
    }
  });
  list.addEventListener("toggle", ({ target }) => target.open && target.matches("[data-voice]") && (fill(target), showVoice(target.closest("[data-scene]"))), { capture: true });
}
addEventListener("pagehide", () => recording?.stop?.());

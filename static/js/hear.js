// Hearing words before there is a film of them: a scene as it stands in its field, and how a voice sounds.
import { ask, fieldOf, send, Unheard, wordsOf } from "./spoken.js";

const audio = new Audio();
let playing = null;

// Some telephones let only what began with a press be heard: a moment of silence begins at once.
const silence = URL.createObjectURL(
  new Blob([Uint8Array.from(atob("UklGRiYAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQIAAAAAAA=="), (sign) => sign.charCodeAt(0))], {
    type: "audio/wav",
  }),
);

function sounded(blob) {
  const address = URL.createObjectURL(blob);
  return new Promise((resolve, reject) => {
    audio.onended = () => resolve();
    audio.onerror = () => reject(new Unheard("Your browser cannot play this sound."));
    // Stopped meanwhile: whoever waits here goes on, and finds that it is not its turn any more.
    playing.release = resolve;
    audio.src = address;
    audio.play().catch((error) => error.name === "AbortError" || reject(new Unheard("Your browser does not let this page be heard.")));
    // Later: a browser may still be fetching what was stopped.
  }).finally(() => setTimeout(() => URL.revokeObjectURL(address), 10_000));
}

function show(button, isHeard) {
  const [play, stop] = button.querySelectorAll("svg");
  play.toggleAttribute("hidden", isHeard);
  stop.toggleAttribute("hidden", !isHeard);
  const verb = isHeard ? "Stop" : "Hear";
  const words = button.querySelector("span");
  if (words) words.textContent = verb;
  if (button.dataset.name) button.dataset.name = `${verb} #`;
  button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/^(Hear|Stop)/, verb));
  if (button.title) button.title = button.getAttribute("aria-label");
  if (!isHeard) button.removeAttribute("aria-busy");
}

function stop() {
  if (!playing) return;
  const { button, release } = playing;
  playing = null;
  audio.onended = audio.onerror = null;
  audio.pause();
  release?.();
  show(button, false);
}

async function hear(button, line, address, fields) {
  const me = { button };
  document.dispatchEvent(new Event("hearing"));
  playing = me;
  line.textContent = "";
  show(button, true);
  button.setAttribute("aria-busy", "true");
  for (const other of document.querySelectorAll("video, audio")) other.pause();
  audio.src = silence;
  audio.play().catch(() => {});
  const waiting = setTimeout(() => playing === me && (line.textContent = "It is being spoken…"), 900);
  try {
    let next = ask(address, fields(0));
    for (let at = 0, all = 1; at < all; at += 1) {
      const { sound, stretches, service } = await next;
      clearTimeout(waiting);
      if (playing !== me) return;
      button.removeAttribute("aria-busy");
      line.textContent = service ? `Spoken by ${service}.` : "";
      all = stretches;
      if (at + 1 < all) {
        next = ask(address, fields(at + 1));
        // What is wrong with it is said when its turn comes.
        next.catch(() => {});
      }
      await sounded(sound);
      if (playing !== me) return;
    }
  } catch (error) {
    if (playing === me) line.textContent = error instanceof Unheard ? error.message : "This cannot be heard just now.";
  } finally {
    clearTimeout(waiting);
    if (playing === me) stop();
  }
}

function press(button, line, address, fields) {
  const isMine = playing?.button === button;
  stop();
  if (isMine) line.textContent = "";
  else hear(button, line, address, fields);
}

// Loading a voice takes a moment: it is got ready as soon as somebody is near a button.
let isReady = false;
function getReady() {
  if (isReady || !voice) return;
  isReady = true;
  send(voice.dataset.hearVoice, { ready: "yes" }).catch(() => {});
}

const voice = document.querySelector("[data-hear-voice]");
if (voice) {
  const button = voice.querySelector("button");
  const list = fieldOf("voice");
  const row = document.createElement("div");
  row.className = "voice-row";
  list.before(row);
  row.append(list, button);
  const chosen = () => ({
    voice: list.value,
    pace: fieldOf("pace")?.value ?? "",
    language: fieldOf("chosen_language")?.value ?? "",
    words: list.value ? "" : (fieldOf("input_text")?.value.slice(0, 2000) ?? ""),
  });
  button.addEventListener("click", () => press(button, voice.querySelector("[data-heard]"), voice.dataset.hearVoice, chosen));
  for (const near of ["pointerover", "focusin"]) row.addEventListener(near, getReady, { once: true });
  // It is another voice that would be stopped.
  list.addEventListener("change", () => {
    if (playing?.button === button) stop();
    voice.querySelector("[data-heard]").textContent = "";
  });
}

const scenes = document.querySelector("[data-scenes]");
if (scenes) {
  const form = scenes.closest("form");
  scenes.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-hear]");
    if (!button) return;
    const scene = button.closest("[data-scene]");
    // As it stood when it was pressed: all stretches are of the same words.
    const asked = wordsOf(scene);
    press(button, scene.querySelector("[data-heard]"), form.dataset.hearScene, (at) => ({ ...asked, at }));
  });
  for (const near of ["pointerover", "focusin"]) scenes.addEventListener(near, getReady, { once: true });
}

// One thing is heard at a time.
document.addEventListener("play", () => stop(), { capture: true });
document.addEventListener("hearing", () => stop());
addEventListener("pagehide", stop);

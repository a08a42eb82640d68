// The music under the voice, about as the film will have it: the scenes are spoken one after the other, and the music
// that is chosen plays below, lower while somebody speaks.
import { part } from "./scenes/fields.js";
import { ask, Unheard, wordsOf } from "./spoken.js";

// Decibels of full scale, as in the film: the voice, the samples of music, how far music is below the voice, and how
// much lower while it speaks.
const [VOICE, SAMPLES, BELOW, DUCK] = [-16, -20, 6, 9];
// Of somebody's own music, until it has been measured.
const USUAL_OF_OWN = -14;
// Seconds: music before the first word and after the last, between scenes, and how fast it becomes lower and louder.
const [BEFORE, AFTER, BETWEEN, FALL, RISE] = [1.4, 3, 0.7, 0.15, 0.4];
const QUIETEST = 1e-5;

const button = document.querySelector("[data-under]");
const line = document.querySelector("[data-under-told]");
const form = button.closest("form");
const bed = new Audio();
bed.loop = true;
let [context, gain, meter] = [];
let chosen = () => ({ address: "", isOwn: false, volume: 1 });
let run = null;
let isDucked = false;
let measured = { power: 0, count: 0 };

const gainOf = (decibels) => 10 ** (decibels / 20);
const levelOf = (power) => 10 * Math.log10(power);

function setUp() {
  if (context) return;
  context = new AudioContext();
  gain = context.createGain();
  gain.gain.value = 0;
  meter = context.createAnalyser();
  meter.fftSize = 4096;
  const source = context.createMediaElementSource(bed);
  source.connect(meter);
  source.connect(gain).connect(context.destination);
}

function tune() {
  if (!run) return;
  const { isOwn, volume } = chosen();
  const ownLevel = measured.count > 4 ? levelOf(measured.power / measured.count) : USUAL_OF_OWN;
  const level = VOICE - BELOW - (isOwn ? ownLevel : SAMPLES) - (isDucked ? DUCK : 0);
  gain.gain.setTargetAtTime(gainOf(level) * volume, context.currentTime, isDucked ? FALL : RISE);
}

function duck(wanted) {
  isDucked = wanted;
  tune();
}

function measure() {
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
  if (power > QUIETEST) measured = { power: measured.power + power, count: measured.count + 1 };
  if (chosen().isOwn && measured.count % 5 === 0) tune();
}

// What is chosen now is heard now.
function changed() {
  const { address } = chosen();
  button.closest("div").hidden = !address;
  if (!run) return;
  if (!address) return stop();
  if (bed.dataset.of !== address) {
    bed.dataset.of = address;
    bed.src = address;
    measured = { power: 0, count: 0 };
    bed.play().catch(() => {});
  }
  tune();
}

function levelOfVoice(sound) {
  const samples = sound.getChannelData(0);
  const step = Math.round(sound.sampleRate / 10);
  let [sum, count] = [0, 0];
  for (let first = 0; first + step <= samples.length; first += step) {
    let power = 0;
    for (let at = first; at < first + step; at += 1) power += samples[at] ** 2 / step;
    // Between words there is nothing to be measured.
    if (power > 1e-4) [sum, count] = [sum + power, count + 1];
  }
  return count ? levelOf(sum / count) : VOICE;
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

async function speak(blob, me) {
  const sound = await context.decodeAudioData(await blob.arrayBuffer());
  if (run !== me) return;
  const source = context.createBufferSource();
  const loud = context.createGain();
  source.buffer = sound;
  loud.gain.value = Math.min(8, gainOf(VOICE - levelOfVoice(sound)));
  source.connect(loud).connect(context.destination);
  me.source = source;
  duck(true);
  await new Promise((resolve) => {
    source.onended = resolve;
    source.start();
  });
}

// The words of a scene, stretch by stretch: the next one is asked for while one is heard.
async function tell(scene, me) {
  const asked = wordsOf(scene);
  const stretch = (at) => ask(form.dataset.hearScene, { ...asked, at });
  let next = stretch(0);
  for (let at = 0, all = 1; at < all && run === me; at += 1) {
    const { sound, stretches } = await next;
    all = stretches;
    if (at + 1 < all) {
      next = stretch(at + 1);
      next.catch(() => {});
    }
    if (run === me) await speak(sound, me);
  }
}

function scenesToTell() {
  const scenes = [...form.querySelectorAll("[data-scenes] > :not([data-out])")];
  return scenes.filter((scene) => part(scene, "narration").value.trim());
}

async function hear() {
  const me = {};
  document.dispatchEvent(new Event("hearing"));
  for (const other of document.querySelectorAll("video, audio")) other.pause();
  setUp();
  run = me;
  line.textContent = "";
  show(true);
  context.resume();
  isDucked = false;
  bed.dataset.of = "";
  changed();
  me.meter = setInterval(measure, 100);
  try {
    const scenes = scenesToTell();
    if (!scenes.length) throw new Unheard("There are no words to hear yet.");
    // A voice that is slow to begin is waited for with the music.
    await Promise.all([pause(BEFORE), ask(form.dataset.hearScene, { ...wordsOf(scenes[0]), at: 0 })]);
    for (const scene of scenes) {
      if (run !== me) return;
      await tell(scene, me);
      if (run === me) await pause(BETWEEN);
    }
    if (run !== me) return;
    duck(false);
    await pause(AFTER);
  } catch (error) {
    if (run === me) line.textContent = error instanceof Unheard ? error.message : "This cannot be heard just now.";
  } finally {
    clearInterval(me.meter);
    if (run === me) stop();
  }
}

function stop() {
  if (!run) return;
  const { source, meter: asked } = run;
  run = null;
  clearInterval(asked);
  source?.stop();
  bed.pause();
  gain.gain.cancelScheduledValues(context.currentTime);
  gain.gain.value = 0;
  show(false);
}

function show(isHeard) {
  const [play, square] = button.querySelectorAll("svg");
  play.toggleAttribute("hidden", isHeard);
  square.toggleAttribute("hidden", !isHeard);
  button.querySelector("span").textContent = isHeard ? button.dataset.stop : button.dataset.hear;
}

button.addEventListener("click", () => {
  if (run) stop();
  else hear();
});
document.addEventListener("play", () => stop(), { capture: true });
document.addEventListener("hearing", () => stop());
addEventListener("pagehide", () => stop());

// `now` tells the address of the music that is chosen, whether it is somebody's own, and its volume; 1 is usual. What is
// returned is to be called when that has changed.
export function setUpUnder(now) {
  chosen = now;
  changed();
  return changed;
}

// The settings of a film: what is asked for only where it is chosen, and how music sounds.
import { setUpUnder } from "./under.js";

const form = document.querySelector("[data-storyboard]");
const settings = form.querySelector("[data-settings]");
const field = (name) => settings.querySelector(`[name=${name}]`);

// One's own music or font is asked for only where it is chosen; a file that is not wanted any more is not sent.
function setUpOwn(choice, place) {
  const input = place.querySelector("input");
  const show = () => {
    const wanted = choice.value === "own";
    place.hidden = !wanted;
    input.disabled = !wanted;
  };
  choice.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
}

// A file that is too large is not sent at all. Which files were chosen is told before they are sent.
function setUpFile(name, what) {
  const input = field(name);
  const error = settings.querySelector(`[data-file-error=${name}]`);
  const told = settings.querySelector("[data-files-chosen]");
  input.addEventListener("change", () => {
    const most = Number(input.dataset.maxBytes);
    const isTooLarge = input.files[0]?.size > most;
    error.hidden = !isTooLarge;
    error.textContent = isTooLarge ? `This ${what} is larger than ${most / 1024 ** 2} MB. Please use a smaller one.` : "";
    if (isTooLarge) input.value = "";
    const others = told.value.split(",").filter((other) => other && other !== name);
    told.value = (input.files.length ? [...others, name] : others).join(",");
  });
}

// The volume in the film runs to twice the usual one, and that of a browser's element to one.
function setUpSample() {
  const samples = JSON.parse(document.getElementById("music-samples").textContent);
  const [music, volume, file] = [field("music"), field("music_volume"), field("music_file")];
  const sound = settings.querySelector("[data-sample-sound]");
  const none = settings.querySelector("[data-sample-none]");
  let own = "";
  const under = setUpUnder(() => ({
    address: address(),
    isOwn: music.value === "own",
    volume: Number(volume.value) / 100,
  }));

  function address() {
    return (music.value === "own" && own) || samples[music.value] || "";
  }

  function show() {
    const wanted = address();
    sound.hidden = !wanted;
    none.hidden = Boolean(wanted) || music.value === "own";
    under();
    if (sound.dataset.of === wanted) return;
    const isPlaying = !sound.paused;
    sound.dataset.of = wanted;
    if (wanted) sound.src = wanted;
    else sound.removeAttribute("src");
    // Whoever listens hears the other music at once.
    if (isPlaying && wanted) sound.play().catch(() => {});
  }

  function tune() {
    sound.volume = Math.min(1, Number(volume.value) / Number(volume.max));
    under();
  }

  music.addEventListener("change", show);
  file.addEventListener("change", () => {
    if (own) URL.revokeObjectURL(own);
    own = file.files.length ? URL.createObjectURL(file.files[0]) : "";
    show();
  });
  volume.addEventListener("input", tune);
  addEventListener("pageshow", () => (show(), tune()));
  show();
  tune();
}

setUpFile("music_file", "sound file");
setUpFile("logo", "logo");
setUpFile("font_file", "font");
setUpOwn(field("music"), settings.querySelector("[data-own=music]"));
setUpOwn(field("font"), settings.querySelector(".own-font"));
setUpSample();
settings.querySelector("[aria-invalid=true]")?.focus();

// How loud it is: remembered from one film to the next.
import { name } from "./buttons.js";
import { recall, remember } from "./memory.js";

const KEY = "player-volume";

export function setUpSound(player) {
  const { video, part } = player;
  const button = player.button("mute");
  const slider = part("volume");
  const kept = Number(recall(KEY) ?? 100);
  if (kept >= 0 && kept <= 100) video.volume = kept / 100;
  // Some telephones leave loudness to their own keys: what is set has then no effect.
  const isFixed = Math.abs(video.volume * 100 - kept) > 1;
  slider.hidden = isFixed;

  const percent = () => Math.round(video.volume * 100);
  const isSilent = () => video.muted || video.volume === 0;

  function show() {
    slider.value = video.muted ? 0 : percent();
    slider.style.setProperty("--part", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", isSilent() ? "Muted" : `${percent()} %`);
    name(button, isSilent() ? "off" : "on", isSilent() ? "Unmute" : "Mute");
  }

  player.mute = () => {
    video.muted = !isSilent();
    if (!video.muted && video.volume === 0) video.volume = 0.5;
    player.say(video.muted ? "Muted" : "Sound on");
  };
  player.louder = (step) => {
    video.muted = false;
    video.volume = Math.max(0, Math.min(1, (percent() + step) / 100));
    player.say(isSilent() ? "Muted" : `Volume ${percent()} %`);
  };
  button.addEventListener("click", player.mute);
  slider.addEventListener("input", () => {
    video.muted = false;
    video.volume = slider.value / 100;
  });
  video.addEventListener("volumechange", () => {
    if (!video.muted) remember(KEY, percent());
    show();
  });
  show();
}

// Play, full screen and picture in picture: buttons that are named by what they do now.
import { clock, lengthOf } from "./time.js";

export function setUpButtons(player) {
  const { video, part } = player;
  setUpPlay(player);
  setUpFill(player);
  setUpFloat(player);
  const follow = () => {
    part("now").textContent = clock(video.currentTime);
    part("length").textContent = clock(lengthOf(player));
    part("scene-name").textContent = player.scenes.name(video.currentTime);
  };
  for (const event of ["timeupdate", "seeking", "loadedmetadata"]) video.addEventListener(event, follow);
  player.scenes.onChange(follow);
}

// A button has a picture for each of its states.
export function name(button, state, words) {
  button.dataset.state = state;
  button.setAttribute("aria-label", words);
  for (const picture of button.querySelectorAll("[data-when]")) picture.toggleAttribute("hidden", picture.dataset.when !== state);
}

function setUpPlay(player) {
  const { video, part } = player;
  const button = player.button("play");
  const begin = part("begin");
  player.play = () => video.play().catch(() => {});
  player.toggle = () => (video.paused || video.ended ? player.play() : video.pause());

  function show() {
    const state = video.ended ? "again" : video.paused ? "play" : "pause";
    name(button, state, { again: "Play again", play: "Play", pause: "Pause" }[state]);
    begin.hidden = !(video.paused && !video.ended && video.currentTime < 0.1);
  }

  button.addEventListener("click", player.toggle);
  for (const event of ["play", "pause", "ended", "seeking", "timeupdate"]) video.addEventListener(event, show);
  show();
}

function setUpFill(player) {
  const { video, part } = player;
  const button = player.button("fill");
  const stage = part("stage");
  const canFill = document.fullscreenEnabled && stage.requestFullscreen;
  // Telephones of one maker fill the screen with the film alone.
  const canFillAlone = !canFill && video.webkitSupportsFullscreen;
  button.hidden = !(canFill || canFillAlone);
  player.fill = () => {
    if (canFillAlone) return video.webkitEnterFullscreen();
    if (!canFill) return undefined;
    return (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()).catch(() => player.say("Full screen is not allowed here."));
  };
  const show = () => {
    const isFull = document.fullscreenElement === stage;
    name(button, isFull ? "out" : "in", isFull ? "Leave full screen" : "Full screen");
  };
  button.addEventListener("click", player.fill);
  document.addEventListener("fullscreenchange", show);
  show();
}

function setUpFloat(player) {
  const { video } = player;
  const button = player.button("float");
  button.hidden = !document.pictureInPictureEnabled || video.disablePictureInPicture;
  button.addEventListener("click", () => {
    const asked = document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture();
    asked.catch(() => player.say("Picture in picture is not allowed here."));
  });
  const show = () => name(button, "", document.pictureInPictureElement === video ? "Leave picture in picture" : "Picture in picture");
  for (const event of ["enterpictureinpicture", "leavepictureinpicture"]) video.addEventListener(event, show);
}

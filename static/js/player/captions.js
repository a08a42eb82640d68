// Captions: drawn by us, so that they keep clear of the controls; by the browser where it fills the screen with the film alone.
import { name } from "./buttons.js";

export function setUpCaptions(player) {
  const { video, root, part } = player;
  const elements = [...root.querySelectorAll("track[kind=captions], track[kind=subtitles]")];
  const button = player.button("captions");
  const box = part("words");
  const choice = part("language");
  if (!elements.length) {
    player.caption = () => player.say("This video has no captions.");
    return;
  }
  const tracks = elements.map((element) => element.track);
  let chosen = Math.max(0, elements.findIndex((element) => element.default));
  let drawn = "";
  let isOn = elements.some((element) => element.default);

  // While the film stands, browsers do not say which captions are on; their times do.
  function draw() {
    const now = video.currentTime;
    const cues = isOn ? [...(tracks[chosen].cues ?? [])].filter((cue) => cue.startTime <= now && now < cue.endTime) : [];
    const shown = cues.map((cue) => cue.startTime + cue.text).join();
    if (shown === drawn) return;
    drawn = shown;
    box.replaceChildren(
      ...cues.map((cue) => {
        const line = document.createElement("p");
        line.dir = "auto";
        line.lang = tracks[chosen].language;
        line.append(cue.getCueAsHTML());
        return line;
      }),
    );
    box.hidden = !cues.length;
  }

  function show() {
    tracks.forEach((track, index) => (track.mode = isOn && index === chosen ? "hidden" : "disabled"));
    name(button, isOn ? "on" : "off", isOn ? "Hide captions" : "Show captions");
    if (choice) choice.value = isOn ? String(chosen) : "";
    draw();
  }

  player.caption = () => {
    isOn = !isOn;
    show();
    player.say(isOn ? "Captions on" : "Captions off");
  };
  button.hidden = false;
  button.addEventListener("click", player.caption);
  for (const track of tracks) track.addEventListener("cuechange", draw);
  for (const element of elements) element.addEventListener("load", draw);
  for (const event of ["timeupdate", "seeked"]) video.addEventListener(event, draw);
  video.addEventListener("webkitbeginfullscreen", () => isOn && (tracks[chosen].mode = "showing"));
  video.addEventListener("webkitendfullscreen", show);
  offerLanguages(player, tracks, (index) => {
    isOn = index >= 0;
    if (isOn) chosen = index;
    show();
  });
  show();
}

// With one language the button says it all.
function offerLanguages({ part }, tracks, choose) {
  if (tracks.length < 2) return;
  const choice = part("language");
  choice.append(new Option("Off", ""), ...tracks.map((track, index) => new Option(track.label || track.language, index)));
  choice.addEventListener("change", () => choose(choice.value === "" ? -1 : Number(choice.value)));
  part("language-field").hidden = false;
}

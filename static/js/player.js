// The player: the film's element with controls of ours. Each part listens to the element and shows what it says.
import { setUpBar } from "./player/bar.js";
import { setUpButtons } from "./player/buttons.js";
import { setUpCaptions } from "./player/captions.js";
import { setUpFaults } from "./player/faults.js";
import { setUpJumps } from "./player/jumps.js";
import { setUpKeys } from "./player/keys.js";
import { setUpPanel } from "./player/panel.js";
import { setUpRest } from "./player/rest.js";
import { Scenes } from "./player/scenes.js";
import { setUpSound } from "./player/sound.js";

const root = document.querySelector("[data-player]");
const player = {
  root,
  video: root.querySelector("video"),
  part: (name) => root.querySelector(`[data-${name}]`),
  button: (name) => root.querySelector(`[data-do="${name}"]`),
};
const said = player.part("said");
let isTold;

// Says in a word what was done, to be seen for a moment and to be heard.
player.say = (words) => {
  // The same words again are said again only if they have changed in between.
  said.textContent = said.textContent === words ? `${words}\u00a0` : words;
  said.toggleAttribute("data-shown", true);
  clearTimeout(isTold);
  isTold = setTimeout(() => said.removeAttribute("data-shown"), 1400);
};

player.scenes = new Scenes(player);
for (const setUp of [setUpButtons, setUpSound, setUpCaptions, setUpPanel, setUpBar, setUpJumps, setUpFaults, setUpKeys, setUpRest]) setUp(player);
// Only now: had a script failed before, the browser's own controls would be there still.
player.video.controls = false;
player.part("controls").hidden = false;
root.toggleAttribute("data-ours", true);

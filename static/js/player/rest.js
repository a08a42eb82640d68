// The controls step back while the film plays and nobody does anything; pointer, finger and keyboard bring them again.
const CALM = 2600;

export function setUpRest(player) {
  const { root, video, part } = player;
  const stage = part("stage");
  const controls = part("controls");
  let resting;

  // Hidden controls would lose whoever is among them with the keyboard.
  const isNeeded = () => video.paused || player.isUnfolded() || controls.querySelector(":focus-visible");

  function wake() {
    root.removeAttribute("data-resting");
    clearTimeout(resting);
    resting = setTimeout(() => (isNeeded() ? wake() : root.toggleAttribute("data-resting", true)), CALM);
  }

  for (const event of ["pointermove", "focusin", "keydown"]) root.addEventListener(event, wake);
  for (const event of ["play", "pause", "seeking"]) video.addEventListener(event, wake);
  stage.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType === "mouse" && !isNeeded()) root.toggleAttribute("data-resting", true);
  });

  // A finger that finds the controls away only brings them; a click plays or pauses.
  let wasResting = false;
  video.addEventListener("pointerdown", ({ pointerType }) => {
    wasResting = pointerType !== "mouse" && root.hasAttribute("data-resting");
    wake();
    root.focus({ preventScroll: true, focusVisible: false });
  });
  video.addEventListener("click", () => {
    if (!wasResting) player.toggle();
  });
  video.addEventListener("dblclick", player.fill);
  wake();
}

// The panel of what is changed seldom: speed, language of captions, whether keys work everywhere, and the poster.
const SPEEDS = () => [...document.querySelectorAll("[data-speed] option")].map((option) => Number(option.value));

export function setUpPanel(player) {
  const { video, part } = player;
  const panel = part("panel");
  const button = player.button("settings");
  const speed = part("speed");

  player.unfold = (isOpen) => {
    if (panel.hidden === !isOpen) return;
    panel.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) speed.focus({ focusVisible: false });
    else if (panel.contains(document.activeElement) || document.activeElement === document.body) button.focus();
  };
  player.isUnfolded = () => !panel.hidden;
  button.addEventListener("click", () => player.unfold(panel.hidden));
  document.addEventListener("pointerdown", ({ target }) => {
    if (!panel.contains(target) && !button.contains(target)) player.unfold(false);
  });

  player.faster = (step) => {
    const speeds = SPEEDS();
    const now = speeds.indexOf(video.playbackRate);
    video.playbackRate = speeds[Math.max(0, Math.min(speeds.length - 1, now + step))];
    player.say(`Speed ${video.playbackRate}`);
  };
  speed.addEventListener("change", () => (video.playbackRate = Number(speed.value)));
  video.addEventListener("ratechange", () => (speed.value = String(video.playbackRate)));
  if (part("poster-form")) setUpPoster(player);
}

// The picture that stands still becomes the poster; the film itself is not made anew.
function setUpPoster(player) {
  const { video, part } = player;
  const form = part("poster-form");
  // Beside other forms the player has none of its own.
  if (!form) return;
  const told = () => document.getElementById("poster-told");
  form.addEventListener("htmx:configRequest", ({ detail }) => detail.parameters.set("moment", video.currentTime.toFixed(2)));
  form.addEventListener("htmx:beforeRequest", () => form.querySelector("button").setAttribute("aria-busy", "true"));
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    form.querySelector("button").removeAttribute("aria-busy");
    if (detail.failed || !detail.successful) {
      const isGone = detail.xhr?.status === 429 ? "You have chosen many posters one after the other. Please wait a minute." : "The poster could not be changed just now. Please try again.";
      told().textContent = isGone;
    }
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    const picture = document.getElementById("poster-picture");
    if (picture) video.poster = picture.src;
  });
}

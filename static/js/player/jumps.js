// Scenes and sentences jump to their moment and show which one is on.
import { goTo } from "./time.js";

export function setUpJumps(player) {
  const { video } = player;
  const jumps = [...document.querySelectorAll("[data-at]")];

  for (const jump of jumps)
    jump.addEventListener("click", () => {
      goTo(player, Number(jump.dataset.at));
      player.play();
    });

  function follow() {
    const now = video.currentTime + 0.02;
    for (const jump of jumps) {
      const here = now >= Number(jump.dataset.at) && now < Number(jump.dataset.until);
      if (here === jump.hasAttribute("aria-current")) continue;
      if (here) {
        jump.setAttribute("aria-current", "true");
        bringIntoView(jump);
      } else jump.removeAttribute("aria-current");
    }
  }

  video.addEventListener("timeupdate", follow);
  video.addEventListener("seeking", follow);
  follow();
}

// Scrolls only the box that the element is in: the page itself must stay where the reader left it.
function bringIntoView(jump) {
  const box = jump.parentElement;
  const inside = jump.getBoundingClientRect();
  const around = box.getBoundingClientRect();
  if (inside.top < around.top || inside.bottom > around.bottom) box.scrollTop += inside.top - around.top - around.height / 3;
  if (inside.left < around.left || inside.right > around.right) box.scrollLeft += inside.left - around.left - around.width / 3;
}

// What is shown while the film is waited for, and a sentence where it cannot be played.
const PATIENCE = 300;
const LOST = "The connection was lost while the video was loading.";
const BROKEN = "This browser could not go on playing the video.";
const UNKNOWN = "The video could not be loaded.";
const GONE = "This video is not here any more.";
const SIGNED_OUT = "You are not signed in any more. Sign in on another tab, then try again.";
const BUSY = "The site is very busy just now. Please wait a moment, then try again.";

export function setUpFaults(player) {
  const { video, part } = player;
  const fault = part("fault");
  const wait = part("wait");
  let waiting;

  const stopWaiting = () => {
    clearTimeout(waiting);
    wait.hidden = true;
  };
  const startWaiting = () => {
    clearTimeout(waiting);
    // A short pause is none: nothing is to flicker.
    waiting = setTimeout(() => (wait.hidden = false), PATIENCE);
  };
  video.addEventListener("waiting", startWaiting);
  video.addEventListener("seeking", startWaiting);
  for (const event of ["playing", "canplay", "seeked", "pause", "error"]) video.addEventListener(event, stopWaiting);

  async function tell() {
    const words = await reason(video);
    fault.hidden = false;
    part("fault-words").textContent = words;
    player.root.toggleAttribute("data-failed", true);
  }

  part("again").addEventListener("click", () => {
    const { currentTime } = video;
    fault.hidden = true;
    player.root.removeAttribute("data-failed");
    // The button goes with the sentence: the focus is not to be lost with it.
    player.button("play").focus();
    video.load();
    video.currentTime = currentTime;
    player.play();
  });
  video.addEventListener("error", tell);
  if (video.error) tell();
}

async function reason(video) {
  const { code } = video.error ?? {};
  if (code === MediaError.MEDIA_ERR_NETWORK) return LOST;
  if (code === MediaError.MEDIA_ERR_DECODE) return BROKEN;
  try {
    const answer = await fetch(video.currentSrc || video.src, { method: "HEAD", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) return SIGNED_OUT;
    if (answer.status === 404) return GONE;
    if (answer.status === 429 || answer.status === 503) return BUSY;
    return answer.ok ? `${BROKEN} You can download it.` : UNKNOWN;
  } catch {
    return LOST;
  }
}

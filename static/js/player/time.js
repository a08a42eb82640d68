// Times as people read them, and as the element takes them.
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  return hours ? `${hours}:${parts.map((part) => String(part).padStart(2, "0")).join(":")}` : `${parts[0]}:${String(parts[1]).padStart(2, "0")}`;
}

// Until the film's head is read, its length is what the page says.
export function lengthOf({ video, part }) {
  return Number.isFinite(video.duration) ? video.duration : Number(part("handle").max) / 10;
}

export function goTo(player, seconds) {
  player.video.currentTime = Math.max(0, Math.min(lengthOf(player), seconds));
}

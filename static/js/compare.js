// Two versions in step: where the first one is in a scene, the second is as far in the same scene of its own.
const sides = document.querySelector("[data-sides]");
const left = sides.querySelector("[data-side=left]");
const right = sides.querySelector("[data-side=right]");
const both = document.querySelector("[data-both]");
const inStep = document.querySelector("[data-in-step]");
const hearRight = document.querySelector("[data-hear-right]");
const said = document.querySelector("[data-said]");
// Seconds by which the second may be off before it is put right, and limits of its pace.
const DRIFT = 0.25;
const SLOWEST = 0.5;
const FASTEST = 2;

const number = (text) => (text === undefined ? null : Number(text));
const rows = [...document.querySelectorAll(".pair")].map((row) => ({
  row,
  left: number(row.dataset.leftFrom),
  leftEnd: number(row.dataset.leftTo),
  right: number(row.dataset.rightFrom),
  rightEnd: number(row.dataset.rightTo),
}));
const shared = rows.filter((one) => one.left !== null && one.right !== null).sort((a, b) => a.left - b.left);

// Where the second version shows what the first one shows now, and how fast it goes on meanwhile.
function counterpart(seconds) {
  const here = shared.findLast((one) => seconds + 0.02 >= one.left);
  if (!here) return { at: seconds, pace: 1 };
  const pace = (here.rightEnd - here.right) / Math.max(0.1, here.leftEnd - here.left);
  const since = Math.min(seconds, here.leftEnd) - here.left;
  return { at: here.right + since * pace, pace: Math.min(FASTEST, Math.max(SLOWEST, pace)) };
}

function follow() {
  mark();
  if (!inStep.checked || right.readyState === 0) return;
  const { at, pace } = counterpart(left.currentTime);
  right.playbackRate = pace * left.playbackRate;
  const end = Number.isFinite(right.duration) ? right.duration : at;
  if (Math.abs(right.currentTime - at) > DRIFT) right.currentTime = Math.min(at, end);
}

// Marks the scene that is on.
function mark() {
  const now = left.currentTime + 0.02;
  for (const { row, left: from, leftEnd: to } of rows) row.toggleAttribute("aria-current", from !== null && now >= from && now < to);
}

function tell() {
  const isOn = !left.paused;
  both.querySelector("[data-both-words]").textContent = isOn ? "Stop both" : "Play both";
}

async function play() {
  follow();
  await Promise.allSettled([left.play(), inStep.checked ? right.play() : undefined]);
}

both.addEventListener("click", () => (left.paused ? play() : left.pause()));
left.addEventListener("play", () => {
  tell();
  if (inStep.checked) right.play().catch(() => {});
});
left.addEventListener("pause", () => {
  tell();
  if (inStep.checked) right.pause();
});
left.addEventListener("timeupdate", follow);
left.addEventListener("seeking", follow);
right.addEventListener("loadedmetadata", follow);
inStep.addEventListener("change", () => {
  right.playbackRate = 1;
  if (inStep.checked) follow();
  else right.pause();
});

// Two voices at a time are none: one of both is heard.
function hear() {
  right.muted = !hearRight.checked;
  left.muted = hearRight.checked;
  said.textContent = `The ${hearRight.checked ? "second" : "first"} version is heard.`;
}
hearRight.addEventListener("change", hear);
right.muted = true;

for (const { row, left: from, right: alone } of rows)
  row.querySelector("[data-go]").addEventListener("click", () => {
    if (from === null) {
      // The first version has no such scene: the second one shows it by itself.
      left.pause();
      right.currentTime = alone;
      right.playbackRate = 1;
      right.play().catch(() => {});
    } else {
      left.currentTime = from;
      play();
    }
    sides.scrollIntoView({ block: "start" });
  });

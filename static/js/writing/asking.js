// Asks the site to have something written, and looks until it is there.
const AWAY = "The site cannot be reached just now. Please try again.";
const SIGNED_OUT = "You are not signed in any more. Please sign in again in another tab.";
// Milliseconds between two looks, and until nothing is expected any more.
const LOOK = 800;
const AT_LATEST = 240_000;

export class Unwritten extends Error {}

async function answerTo(address, options) {
  let answer;
  try {
    answer = await fetch(address, { ...options, redirect: "manual" });
  } catch {
    throw new Unwritten(AWAY);
  }
  if (answer.status === 429) throw new Unwritten(`You have had many texts written one after the other. Please wait ${answer.headers.get("Retry-After") ?? "some"} seconds.`);
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Unwritten(SIGNED_OUT);
  const told = answer.ok ? await answer.json().catch(() => null) : null;
  if (!told) throw new Unwritten("This cannot be written just now. Please try again.");
  if (told.refusal) throw new Unwritten(told.refusal);
  return told;
}

// What is wrong with a field comes back as it is: "wrong" has sentences by the fields' names.
export async function write(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const begun = await answerTo(address, { method: "POST", body });
  if (!begun.look) return begun;
  const until = Date.now() + AT_LATEST;
  let misses = 0;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    try {
      const told = await answerTo(begun.look);
      misses = 0;
      if (told.done) return told;
    } catch (error) {
      // A moment without a network loses nothing: it is written meanwhile.
      if (error.message !== AWAY || ++misses > 20) throw error;
    }
  }
  throw new Unwritten("It takes longer than it should. Please ask for it again.");
}

// A button that waits says so, and is not pressed twice.
export async function whileBusy(button, line, work) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  line.textContent = "It is being written…";
  try {
    await work();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

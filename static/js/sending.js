// Sends a clip or a recording parcel by parcel before its form: what breaks off goes on where it stopped, also after the page was left.
const PARCEL = 4 * 1024 ** 2;
const PAUSES = [1, 3, 10, 30];

const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
const nameOf = (address, file) => `sending ${address} ${file.name} ${file.size} ${file.lastModified}`;

async function ask(address, token, words, body) {
  const answer = await fetch(`${address}?${new URLSearchParams(words)}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
    body,
  });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return answer.json();
}

async function begun(address, token, file, what) {
  const id = localStorage.getItem(nameOf(address, file));
  const before = id && (await ask(address, token, { id }));
  if (before && !before.refusal) return before;
  return ask(address, token, { size: file.size, ...(what === "recording" ? { recording: "on" } : {}) }, "");
}

// Returns its id, or throws an error whose message is a sentence. `told` hears the share that is sent.
export async function sendClip(address, token, file, told, signal, what = "clip") {
  let state;
  for (let failed = 0; ; ) {
    try {
      if (signal.aborted) return "";
      state = state?.id ? state : await begun(address, token, file, what);
      if (state.refusal) break;
      localStorage.setItem(nameOf(address, file), state.id);
      told(state.received / file.size);
      if (state.received >= file.size) break;
      const words = { id: state.id, at: state.received };
      state = await ask(address, token, words, file.slice(state.received, state.received + PARCEL));
      if (state.refusal) break;
      failed = 0;
    } catch {
      if (failed >= PAUSES.length) throw new Error(`The ${what} could not be sent. Choose it again to go on where it stopped.`);
      await pause(PAUSES[failed++]);
      // What came before the connection broke is known there.
      state = undefined;
    }
  }
  localStorage.removeItem(nameOf(address, file));
  if (state.refusal) throw new Error(state.refusal);
  return state.id;
}

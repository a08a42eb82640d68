// Intro and outro: a clip is sent parcel by parcel as soon as it is chosen, so that what breaks off goes on where it was.
import { isClip, tooLarge } from "./clips.js";
import { sendClip } from "./sending.js";

const form = document.querySelector("[data-create]");
const address = form.querySelector("[data-brand]").dataset.sendClip;
// What is under way, by its field.
const under = new Map();

function tell(input, sentence) {
  const error = form.querySelector(`[data-file-error=${input.name}]`);
  error.hidden = !sentence;
  error.textContent = sentence;
}

async function send(input, file, stop) {
  const note = form.querySelector(`[data-sending-of=${input.name}]`);
  const share = note.querySelector("span");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const show = (part) => (share.textContent = `${Math.round(100 * part)} %`);
  show(0);
  note.hidden = false;
  try {
    const id = await sendClip(address, token, file, show, stop.signal);
    if (stop.signal.aborted) return;
    form.elements[`sent_${input.name}`].value = id;
    // It would be sent a second time with the form.
    input.value = "";
    form.dispatchEvent(new CustomEvent("clipsent", { detail: { input, file } }));
  } catch (error) {
    if (stop.signal.aborted) return;
    input.value = "";
    tell(input, error.message);
  } finally {
    if (!stop.signal.aborted) note.hidden = true;
  }
}

for (const input of [form.elements.intro, form.elements.outro]) {
  input.addEventListener("change", (event) => {
    under.get(input)?.stop.abort();
    under.delete(input);
    form.elements[`sent_${input.name}`].value = "";
    form.querySelector(`[data-sending-of=${input.name}]`).hidden = true;
    const file = input.files[0];
    const refused = file ? tooLarge(input, file) : "";
    tell(input, refused);
    if (refused) input.value = "";
    if (!file || refused || !isClip(file)) return;
    // The draft is told once it is here.
    event.stopImmediatePropagation();
    const stop = new AbortController();
    const done = send(input, file, stop).finally(() => under.get(input)?.stop === stop && under.delete(input));
    under.set(input, { stop, done });
  });
}

// Sent on while a clip is still under way: the form waits for it.
form.addEventListener("submit", async (event) => {
  if (!under.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await Promise.allSettled([...under.values()].map(({ done }) => done));
  form.requestSubmit(event.submitter);
});

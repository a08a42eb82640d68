// The page of one recording for all scenes: made by the microphone or chosen, and sent before the form.
import { minutes, record, Unrecorded } from "./recording.js";
import { sendClip } from "./sending.js";

const MOST = 2700;
const form = document.querySelector("[data-narration]");

function begin() {
  const button = form.querySelector("[data-record]");
  const told = form.querySelector("[data-told]");
  const error = form.querySelector("[data-error]");
  const field = form.elements.sent_recording;
  const input = form.elements.recording;
  const cut = form.querySelector("[data-cut]");
  let recorder = null;

  const refuse = (words) => {
    error.textContent = words;
    error.hidden = !words;
  };

  async function send(file) {
    refuse("");
    field.value = "";
    if (file.size > Number(input.dataset.maxBytes)) return refuse("This recording is too large. Please use a shorter one, or one in MP3 or M4A.");
    cut.disabled = true;
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const share = (part) => (told.textContent = `Sending the recording: ${Math.floor(10 * part) * 10} %`);
      field.value = await sendClip(form.dataset.send, token, file, share, new AbortController().signal, "recording");
      told.textContent = "The recording is here.";
      // It is there already.
      input.value = "";
    } catch (problem) {
      told.textContent = "";
      refuse(problem.message);
    }
    cut.disabled = false;
  }

  button.addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    refuse("");
    const words = button.querySelector("span");
    try {
      recorder = await record((seconds) => (told.textContent = `Recording: ${minutes(seconds)}`), MOST);
      words.textContent = "Stop";
      const file = await recorder.done;
      await send(file);
    } catch (problem) {
      told.textContent = "";
      refuse(problem instanceof Unrecorded ? problem.message : "This could not be recorded. Please upload a recording instead.");
    }
    recorder = null;
    words.textContent = "Record";
  });
  input.addEventListener("change", () => input.files[0] && send(input.files[0]));
}

if (form) begin();

// Recording by the microphone, for a scene or for all of them.
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const REFUSALS = {
  NotAllowedError: "The microphone is not allowed for this page. Allow it in your browser's settings for this site, or upload a recording.",
  NotFoundError: "No microphone was found. Connect one, or upload a recording.",
  NotReadableError: "Another program uses the microphone just now. Close it there, or upload a recording.",
};

export class Unrecorded extends Error {}

// Begins to record; `told` hears the seconds that have passed. Returns a recorder whose `done` gives the file once it is
// stopped, by `stop` or after `most` seconds. Throws an error whose message is a sentence.
export async function record(told, most) {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) {
    throw new Unrecorded("Your browser cannot record here. Please upload a recording instead.");
  }
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    throw new Unrecorded(REFUSALS[error.name] ?? "The microphone could not be used. Please upload a recording instead.");
  }
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const pieces = [];
  const began = Date.now();
  let clock = 0;
  recorder.addEventListener("dataavailable", ({ data }) => data.size && pieces.push(data));
  const done = new Promise((resolve, reject) => {
    recorder.addEventListener("stop", () => {
      finish();
      const kind = recorder.mimeType.split(";")[0];
      const ending = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" }[kind] ?? "webm";
      resolve(new File(pieces, `recording.${ending}`, { type: kind }));
    });
    recorder.addEventListener("error", () => {
      finish();
      reject(new Unrecorded("The recording broke off. Please record again."));
    });
  });
  function finish() {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
  }
  const stop = () => recorder.state === "inactive" || recorder.stop();
  // Once a second, so that a long one is not lost in one piece.
  recorder.start(1000);
  told(0);
  clock = setInterval(() => {
    const seconds = (Date.now() - began) / 1000;
    told(seconds);
    if (seconds >= most) stop();
  }, 250);
  return { stop, done };
}

export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

// The picture or clip of a scene: what was chosen is shown at once, and a clip is sent by itself.
import { drawFilmstrip, isClip, tooLarge, watchClip } from "../clips.js";
import { changeFilmstrip, secondsOf, setUpFilmstrip } from "../filmstrip.js";
import { sendClip } from "../sending.js";
import { fill, part } from "./fields.js";

const form = document.querySelector("[data-storyboard]");

// What is chosen of a scene's picture, as something that can be put back.
export function pictureOf(scene) {
  return {
    get value() {
      const picture = scene.querySelector("[data-picture]");
      const sent = scene.querySelector("[data-sent-clip]").value;
      return { files: part(scene, "new_picture").files, sent, src: picture.src, hidden: picture.hidden };
    },
    put({ files, sent, src, hidden }) {
      stopSending(scene);
      part(scene, "new_picture").files = files;
      scene.querySelector("[data-sent-clip]").value = sent;
      const picture = scene.querySelector("[data-picture]");
      if (!hidden) show(scene, src);
      picture.hidden = hidden;
      offerPart(scene, Boolean(sent));
    },
  };
}

// Shows what was chosen; `done` is called when a clip has come here, or could not.
export function showPicture(scene, done) {
  const input = part(scene, "new_picture");
  const error = scene.querySelector("[data-picture-error]");
  const file = input.files[0];
  const clip = file && isClip(file);
  const isTooLarge = file && tooLarge(input, file);
  error.hidden = !isTooLarge;
  error.textContent = isTooLarge || "";
  if (isTooLarge) input.value = "";
  stopSending(scene);
  offerPart(scene, clip && !isTooLarge);
  if (!file || isTooLarge) return;
  if (clip) {
    changeFilmstrip(scene, 0, "");
    showFirstFrame(scene, file);
    send(scene, input, file, done);
  } else show(scene, URL.createObjectURL(file));
}

// The form is sent without the file: it is there already.
async function send(scene, input, file, done) {
  const field = scene.querySelector("[data-sent-clip]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const stop = new AbortController();
  scene.sending = stop;
  const tellShare = (share) => {
    if (!stop.signal.aborted) saySending(scene, `Sending the clip: ${Math.floor(10 * share) * 10} %`);
  };
  input.value = "";
  scene.toggleAttribute("data-changed", true);
  try {
    const id = await sendClip(form.dataset.sendClip, token, file, tellShare, stop.signal);
    if (stop.signal.aborted) return;
    field.value = id;
    saySending(scene, `The clip is here: ${file.name}`);
  } catch (error) {
    if (stop.signal.aborted) return;
    saySending(scene, "");
    const told = scene.querySelector("[data-picture-error]");
    told.textContent = error.message;
    told.hidden = false;
  }
  scene.sending = undefined;
  done();
}

export function saySending(scene, words) {
  const status = scene.querySelector("[data-sending]");
  status.hidden = !words;
  if (status.textContent !== words) status.textContent = words;
}

function stopSending(scene) {
  scene.sending?.abort();
  scene.sending = undefined;
  scene.querySelector("[data-sent-clip]").value = "";
  scene.querySelector("[data-sending]").hidden = true;
}

export function show(scene, address) {
  const picture = scene.querySelector("[data-picture]");
  picture.src = address;
  picture.hidden = false;
  scene.querySelector(".ghost")?.remove();
}

// The fields about a clip are in the way where there is none.
export function offerPart(scene, hasNewClip) {
  const fields = scene.querySelector("[data-clip]");
  const isShown = hasNewClip || "hasClip" in fields.dataset;
  if (isShown && !scene.hasFilmstrip) {
    fill(fields);
    setUpFilmstrip(scene);
    scene.hasFilmstrip = true;
  }
  fields.hidden = !isShown;
  if (hasNewClip) fields.open = true;
}

// The frame with which the chosen part begins. A browser that cannot play the clip leaves the picture of before.
function showFirstFrame(scene, file) {
  if (scene.video) URL.revokeObjectURL(scene.video.src);
  scene.video = watchClip(file, (address) => show(scene, address));
  const video = scene.video;
  video.addEventListener("loadeddata", async () => {
    goTo(scene);
    const filmstrip = await drawFilmstrip(file);
    if (scene.video === video) changeFilmstrip(scene, video.duration, filmstrip);
  });
}

export function goTo(scene) {
  const moment = secondsOf(part(scene, "clip_start").value);
  if (scene.video && moment <= scene.video.duration) scene.video.currentTime = moment;
}

// Shows of a copy what its original shows.
export function showAsIn(scene, original) {
  const picture = original.querySelector("[data-picture]");
  if (!picture.hidden && picture.src) show(scene, picture.src);
  const clip = original.querySelector("[data-clip]");
  if (!("hasClip" in clip.dataset)) return;
  const strip = original.querySelector("[data-filmstrip]");
  scene.querySelector("[data-clip]").dataset.hasClip = "";
  offerPart(scene, false);
  changeFilmstrip(scene, Number(strip.dataset.seconds), strip.querySelector("img").src);
}

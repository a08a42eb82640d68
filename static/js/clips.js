// What a page knows of a clip by itself, before anything is sent.

export const isClip = (file) => file.type.startsWith("video/") || /\.(mp4|m4v|mov|webm|mkv)$/i.test(file.name);

// The sentence on a file that is too large for its kind; empty where it is not.
export function tooLarge(input, file) {
  const clip = isClip(file);
  const most = Number(clip ? input.dataset.maxClipBytes : input.dataset.maxBytes);
  if (file.size <= most) return "";
  return `This ${clip ? "clip" : "picture"} is larger than ${Math.round(most / 1024 ** 2)} MB. Please use a smaller one.`;
}

// Returns a picture of a clip's length, made of `count` moments side by side; "" where the browser cannot play it.
export async function drawFilmstrip(file, count = 8) {
  const video = Object.assign(document.createElement("video"), { muted: true, preload: "auto" });
  const once = (event) =>
    new Promise((done, failed) => {
      video.addEventListener(event, done, { once: true });
      video.addEventListener("error", failed, { once: true });
    });
  try {
    const loaded = once("loadeddata");
    video.src = URL.createObjectURL(file);
    await loaded;
    if (!Number.isFinite(video.duration)) return "";
    const canvas = document.createElement("canvas");
    canvas.height = 96;
    const width = Math.round((96 * video.videoWidth) / video.videoHeight);
    canvas.width = width * count;
    for (let number = 0; number < count; number++) {
      const there = once("seeked");
      video.currentTime = ((number + 0.5) * video.duration) / count;
      await there;
      canvas.getContext("2d").drawImage(video, number * width, 0, width, 96);
    }
    return canvas.toDataURL("image/jpeg", 0.8);
  } catch {
    return "";
  } finally {
    URL.revokeObjectURL(video.src);
  }
}

// Shows what a clip shows at its first moment, and again wherever the video that is returned goes to. Not every browser
// can play every kind of clip that we can read: then nothing is shown.
export function watchClip(file, show) {
  const video = document.createElement("video");
  const draw = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 480;
    canvas.height = Math.round((480 * video.videoHeight) / video.videoWidth) || 270;
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    show(canvas.toDataURL("image/jpeg"));
  };
  video.muted = true;
  video.preload = "auto";
  video.addEventListener("loadeddata", draw, { once: true });
  video.addEventListener("seeked", draw);
  video.src = URL.createObjectURL(file);
  return video;
}

// What stands on the page and is not made yet, as it is kept while one types and put back later.
import { askAnew, putSettings, readSettings } from "./choices.js";
import { fieldsOf, fillAll, idOf, isOut, isTyped, movedAmong, nameOf, part, putValue, valueOf } from "./fields.js";
import { offerPart, saySending, showAsIn } from "./pictures.js";
import { showVoice } from "./voice.js";

const form = document.querySelector("[data-storyboard]");
const list = form.querySelector("[data-scenes]");
const blank = form.querySelector("[data-blank]");
const total = form.querySelector("[name$=TOTAL_FORMS]");

export const scenesNow = () => [...list.children];

// A new scene, which stands nowhere yet.
export function makeScene() {
  const number = Number(total.value);
  const holder = document.createElement("ol");
  holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", number);
  const scene = holder.firstElementChild;
  total.value = number + 1;
  offerPart(scene, false);
  return scene;
}

// A new scene with all that another one has. What was made for that one is its own as well, as long as it fits.
export function copyOf(original) {
  const scene = makeScene();
  for (const field of fieldsOf(original)) {
    const name = nameOf(field);
    const same = part(scene, name);
    if (same && !["sent_clip", "sent_recording", "parting", "again", "take", "pick"].includes(name)) putValue(same, valueOf(field));
  }
  part(scene, "copy_of").value = idOf(original) || part(original, "copy_of").value;
  part(scene, "new_picture").files = part(original, "new_picture").files;
  showAsIn(scene, original);
  offerPart(scene, false);
  return scene;
}

// The order of all scenes, the fields of those that are changed, and the settings that are; nothing where nothing is.
export function readEdit() {
  const scenes = scenesNow();
  const told = scenes.map((scene) => {
    const one = { id: idOf(scene) };
    if (isOut(scene)) one.out = true;
    if (one.out || !one.id || isTyped(scene)) {
      one.fields = Object.fromEntries(fieldsOf(scene).map((field) => [nameOf(field), valueOf(field)]));
    }
    return one;
  });
  const isSame = !movedAmong(scenes).length && told.every(({ id, out, fields }) => (id ? !out && !fields : out));
  return { scenes: isSame ? [] : told.filter(({ id, out }) => id || !out), settings: readSettings() };
}

export const isNothing = ({ scenes, settings }) => !scenes.length && !Object.keys(settings).length;

// Scenes that are gone meanwhile are passed over, and those that are new stay behind the others.
function putScenes(scenes) {
  const originals = new Map(scenesNow().map((scene) => [idOf(scene), scene]));
  const rows = new Map(originals);
  const order = [];
  for (const { id, out, fields } of scenes) {
    const scene = id ? rows.get(id) : makeScene();
    if (!scene) continue;
    rows.delete(id);
    order.push(scene);
    part(scene, "DELETE").checked = Boolean(out);
    if (fields) fillAll(scene);
    for (const [name, value] of Object.entries(fields ?? {})) {
      const field = part(scene, name);
      if (field) putValue(field, value);
    }
    const source = originals.get(fields?.copy_of);
    if (source) showAsIn(scene, source);
    if (fields?.sent_clip) saySending(scene, "The clip that you chose is here.");
    offerPart(scene, Boolean(fields?.sent_clip));
    showVoice(scene);
  }
  list.append(...order, ...rows.values());
}

// Puts back what was kept.
export function putEdit({ scenes, settings }) {
  if (scenes.length) putScenes(scenes);
  if (!settings) return;
  putSettings(settings);
  askAnew();
}

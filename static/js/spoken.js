// Words that are spoken for this page: asked of the site, and kept while the page is open.
import { part } from "./scenes/fields.js";

const MOST_KEPT = 60;
// What was heard once on this page is not asked for again.
const kept = new Map();

const tokenOf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
export const fieldOf = (name) => document.querySelector(`:is([data-settings], [data-create]) [name=${name}]`);

// What a scene is to be heard as: its words, its own voice and pace or those of the film.
export const wordsOf = (scene) => ({
  words: part(scene, "narration").value,
  voice: part(scene, "voice")?.value || fieldOf("voice").value,
  pace: part(scene, "pace")?.value || fieldOf("pace").value,
  language: fieldOf("chosen_language").value,
});

export class Unheard extends Error {}

export async function send(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", tokenOf());
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, redirect: "manual" });
  } catch {
    throw new Unheard("The site cannot be reached just now. Please try again.");
  }
  if (answer.status === 429) throw new Unheard(`You have listened to many words one after the other. Please wait ${answer.headers.get("Retry-After") ?? "some"} seconds.`);
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Unheard("You are not signed in any more. Please sign in again in another tab.");
  if (!answer.ok) throw new Unheard("This cannot be spoken just now. Please try again.");
  if (!answer.headers.get("Content-Type")?.startsWith("audio/")) throw new Unheard(await answer.text());
  return {
    sound: await answer.blob(),
    stretches: Number(answer.headers.get("Stretches") ?? 1),
    service: decodeURIComponent(answer.headers.get("Spoken-By") ?? ""),
  };
}

export function ask(address, fields) {
  const key = JSON.stringify([address, fields]);
  const known = kept.get(key);
  if (known) return known;
  const asked = send(address, fields);
  kept.set(key, asked);
  asked.catch(() => kept.delete(key));
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  return asked;
}

// What a browser keeps of a visitor's ways with the player; one that keeps nothing starts afresh on each page.
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It then lasts for this page only.
  }
}

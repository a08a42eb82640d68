// While a video is made: tells the stage to those who cannot see it, and notices when the page has become void.
const announcer = document.querySelector("[data-announcer]");

document.addEventListener("htmx:afterSettle", () => {
  const now = document.getElementById("making")?.dataset.announce ?? "";
  if (announcer.textContent !== now) announcer.textContent = now;
});

// Deleted from another device, or signed out meanwhile: the page itself knows best what to say.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const elsewhere = xhr.responseURL && new URL(xhr.responseURL).pathname !== new URL(pathInfo.requestPath, location.href).pathname;
  if (xhr.status !== 404 && !elsewhere) return;
  event.preventDefault();
  location.reload();
});

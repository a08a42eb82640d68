// Scenes are dragged by their grips, by mouse, pen and finger. While one is, each scene is one line of a short list:
// 120 of them would else be as long as forty screens. Nothing is moved in the page before it is let go.
const STARTS = 5;
// From so near to the screen's edge on the page rolls, by at most so many pixels a frame.
const EDGE = 90;
const FASTEST = 22;

// `drop(scene, place)` is told where the scene is to stand among all of them.
export function dragBy(list, label, drop) {
  let drag = null;

  function begin() {
    const rows = [...list.children];
    for (const row of rows) label(row);
    list.toggleAttribute("data-dragging", true);
    drag.scene.toggleAttribute("data-dragged", true);
    // The scene is to lie under the pointer still, now that all others are short.
    const box = drag.scene.getBoundingClientRect();
    scrollBy(0, box.top + box.height / 2 - drag.y);
    const boxes = rows.map((row) => row.getBoundingClientRect());
    Object.assign(drag, {
      rows,
      from: rows.indexOf(drag.scene),
      to: rows.indexOf(drag.scene),
      // From the page's top, so that they hold while it rolls.
      middles: boxes.map((one) => one.top + scrollY + one.height / 2),
      height: rows.length > 1 ? Math.abs(boxes[1].top - boxes[0].top) : boxes[0].height,
      isMoving: true,
    });
    drag.frame = requestAnimationFrame(paint);
  }

  function paint() {
    if (!drag?.isMoving) return;
    const { y } = drag;
    const top = 80;
    const bottom = innerHeight - EDGE;
    const nearness = y < top + EDGE ? y - top - EDGE : y > bottom - EDGE ? y - bottom + EDGE : 0;
    if (nearness) scrollBy(0, Math.max(-FASTEST, Math.min(FASTEST, nearness / 5)));
    const at = y + scrollY;
    drag.scene.style.transform = `translateY(${at - drag.middles[drag.from]}px)`;
    let to = drag.middles.findIndex((middle) => at < middle);
    if (to < 0) to = drag.rows.length;
    to -= to > drag.from;
    if (to !== drag.to) shift(to);
    drag.frame = requestAnimationFrame(paint);
  }

  // Those between make room.
  function shift(to) {
    const { rows, from, height } = drag;
    const low = Math.min(from, drag.to, to);
    const high = Math.max(from, drag.to, to);
    for (let index = low; index <= high; index++) {
      if (index === from) continue;
      const moved = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
      rows[index].style.transform = moved ? `translateY(${moved}px)` : "";
    }
    drag.to = to;
  }

  function end(isDropped) {
    if (!drag) return;
    const { scene, rows = [], from, to, isMoving } = drag;
    cancelAnimationFrame(drag.frame);
    drag = null;
    if (!isMoving) return;
    for (const row of rows) row.style.transform = "";
    list.removeAttribute("data-dragging");
    scene.removeAttribute("data-dragged");
    if (isDropped && to !== from) drop(scene, to);
    scene.scrollIntoView({ block: "center" });
    // Those around it are laid out only now, and are not as high as was thought.
    requestAnimationFrame(() => requestAnimationFrame(() => scene.scrollIntoView({ block: "center" })));
    scene.querySelector("[data-grip]").focus({ preventScroll: true });
  }

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button || drag) return;
    drag = { scene: grip.closest("[data-scene]"), y: event.clientY, startedAt: event.clientY };
    grip.setPointerCapture(event.pointerId);
  });
  list.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    if (!drag.isMoving && Math.abs(drag.y - drag.startedAt) >= STARTS) begin();
  });
  list.addEventListener("pointerup", () => end(true));
  list.addEventListener("pointercancel", () => end(false));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag?.isMoving) return;
    event.preventDefault();
    end(false);
  });
}

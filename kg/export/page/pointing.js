// Mouse, pen and fingers.
function under(px, py) {
  for (const n of shownNodes) { const [x, y] = at(n); if (Math.hypot(x - px, y - py) < radius(n) + 4) return n; }
  let best = null, least = 7;
  for (const line of shownLines) {
    const points = curve(line), [ax, ay, cx, cy, bx, by] = points;
    if (px < Math.min(ax, bx, cx) - 7 || px > Math.max(ax, bx, cx) + 7 || py < Math.min(ay, by, cy) - 7 || py > Math.max(ay, by, cy) + 7) continue;
    const steps = Math.max(12, Math.min(80, Math.hypot(bx - ax, by - ay) / 6));
    for (let i = 0; i <= steps; i++) { const [x, y] = along(points, i / steps), d = Math.hypot(x - px, y - py); if (d < least) { least = d; best = line; } }
  }
  return best;
}
const pointers = new Map();
let held = null, moved = false, pinch = 0;
canvas.addEventListener("pointerdown", e => {
  canvas.setPointerCapture(e.pointerId);
  pointers.set(e.pointerId, [e.clientX, e.clientY]);
  const what = under(e.clientX, e.clientY);
  held = what && what.lines ? what : null; moved = false; pinch = 0;
});
canvas.addEventListener("pointermove", e => {
  const before = pointers.get(e.pointerId);
  if (!before) { hover(under(e.clientX, e.clientY), e.clientX, e.clientY); return; }
  const dx = e.clientX - before[0], dy = e.clientY - before[1];
  if (!moved && Math.hypot(dx, dy) < 4) return; // a click may tremble
  moved = true; fitted = false; byId("tip").hidden = true;
  pointers.set(e.pointerId, [e.clientX, e.clientY]);
  if (pointers.size === 2) {
    const [[ax, ay], [bx, by]] = [...pointers.values()], apart = Math.hypot(ax - bx, ay - by);
    if (pinch) zoomAt((ax + bx) / 2, (ay + by) / 2, apart / pinch);
    pinch = apart;
  } else if (held) { held.x += dx / view.zoom; held.y += dy / view.zoom; } else { view.x += dx; view.y += dy; }
  redrawMoving();
});
function hover(what, px, py) {
  showTip(what, px, py);
  if (what === hovered) return;
  hovered = what;
  canvas.classList.toggle("pointing", Boolean(what));
  redrawMoving();
}
function release(e) {
  pointers.delete(e.pointerId); held = null;
  if (e.type !== "pointerup" || moved) return;
  const what = under(e.clientX, e.clientY);
  choose(what);
  if (what) centre(what);
}
canvas.addEventListener("pointerup", release);
canvas.addEventListener("pointercancel", release);
canvas.addEventListener("pointerleave", () => hover(null, 0, 0));
canvas.addEventListener("wheel", e => { e.preventDefault(); zoomAt(e.clientX, e.clientY, Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0015))); }, { passive: false });

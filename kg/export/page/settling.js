// Places for what is shown, from where it stood: springs along lines, charges between names, then whatever overlaps is pushed aside.
const NEAR = 105, TALL = 32;
function settle() {
  const list = shownNodes, rounds = Math.max(20, Math.min(200, Math.round(6e6 / (list.length ** 2 + 1))));
  const ends = [...new Map(shownLines.map(l => [l.source, l.target]).filter(([a, b]) => a !== b).map(pair => [pair.map(n => n.id).sort().join(" "), pair])).values()];
  const middle = axis => list.reduce((sum, n) => sum + n[axis], 0) / (list.length || 1), [mx, my] = [middle("x"), middle("y")];
  for (let round = 0; round < rounds; round++) {
    for (const n of list) { n.fx = (mx - n.x) * 0.012; n.fy = (my - n.y) * 0.02; }
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) repel(list[i], list[j]);
    for (const [a, b] of ends) pull(a, b);
    const most = 24 * (1 - round / rounds) + 1;
    for (const n of list) { const far = Math.hypot(n.fx, n.fy) || 1, go = Math.min(far * 0.5, most) / far; n.x += n.fx * go; n.y += n.fy * go; }
  }
  widen(list);
  part(list);
}
// A window is wider than high.
function widen(list) {
  const extent = axis => Math.max(...list.map(n => n[axis])) - Math.min(...list.map(n => n[axis])) || 1;
  const by = Math.min(1.8, Math.max(1, 1.25 * extent("y") / extent("x")));
  for (const n of list) n.x *= by;
}
function repel(a, b) {
  const dx = a.x - b.x || 0.1, dy = a.y - b.y || 0.1, far = dx * dx + dy * dy + 30;
  if (far > 640000) return;
  const push = 0.55 * NEAR * NEAR * Math.sqrt(Math.sqrt((1 + a.r / 9) * (1 + b.r / 9))) / far / Math.sqrt(far) * 3;
  a.fx += dx * push; a.fy += dy * push; b.fx -= dx * push; b.fy -= dy * push;
}
function pull(a, b) {
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, force = 0.06 * (far - NEAR) / far;
  a.fx += dx * force; a.fy += dy * force; b.fx -= dx * force; b.fy -= dy * force;
}
// A name's room is its dot with its letters below; two rooms that overlap go apart along the shorter way.
function part(list) {
  if (list.length > 400) return;
  const wide = n => Math.max(Math.min(n.shown.length, 30) * 6.7, 2 * n.r) + 14;
  for (let round = 0; round < 200; round++) {
    let clashes = 0;
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) {
      const a = list[i], b = list[j], ox = (wide(a) + wide(b)) / 2 - Math.abs(a.x - b.x), oy = a.r + b.r + TALL - Math.abs(a.y - b.y);
      if (ox <= 0.1 || oy <= 0.1) continue;
      clashes++;
      const axis = ox < oy ? "x" : "y", way = (a[axis] < b[axis] ? -0.35 : 0.35) * (Math.min(ox, oy) + 0.2);
      a[axis] += way; b[axis] -= way;
    }
    if (!clashes) return;
  }
}

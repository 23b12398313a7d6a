// Places for what is chosen, from where it stood, under the forces of the layout that the page opened with.
const UNIT = forces.unit;
let widened = false; // whether names beside those of the opening came in
// Where everything was written to stand: what the page opens on, or the whole.
function stand() { for (const n of shownNodes) [n.x, n.y] = strongest ? n.at : n.whole; }
function settle() {
  const list = shownNodes, number = new Map(list.map((n, i) => [n, i]));
  if (list.length < 2) return;
  arrive(list);
  const pairs = [...new Map(shownLines.map(l => [number.get(l.source), number.get(l.target)]).filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b) * list.length + Math.max(a, b), [a, b]])).values()];
  const { x, y } = pulled(list, pairs);
  scale(x, y, pairs);
  list.forEach((n, i) => { n.x = x[i] * UNIT; n.y = y[i] * UNIT; });
  if (list.length <= forces.crowd) apart(list);
}
// Who was not there starts beside a neighbour that was.
function arrive(list) {
  list.forEach((n, i) => {
    if (n.x !== undefined) return;
    const near = n.lines.flatMap(l => [l.source, l.target]).find(m => m.x !== undefined) || { x: 0, y: 0 };
    n.x = near.x + UNIT * Math.cos(i); n.y = near.y + UNIT * Math.sin(i);
  });
}
// Springs between neighbours, charges between all, a little weight towards the middle; every round moves less.
function pulled(list, pairs) {
  const count = list.length, x = new Float64Array(count), y = new Float64Array(count), fx = new Float64Array(count), fy = new Float64Array(count), weight = new Float64Array(count).fill(1);
  const middle = axis => list.reduce((sum, n) => sum + n[axis], 0) / count, mx = middle("x"), my = middle("y");
  list.forEach((n, i) => { x[i] = (n.x - mx) / UNIT; y[i] = (n.y - my) / UNIT; });
  for (const [a, b] of pairs) { weight[a]++; weight[b]++; }
  for (let i = 0; i < count; i++) weight[i] = Math.sqrt(weight[i]);
  const spread = 2 * Math.sqrt(count), rounds = Math.max(20, Math.min(400, Math.round(8e6 / count ** 2)));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < count; i++) { fx[i] = -forces.gravity * weight[i] * x[i]; fy[i] = -forces.gravity * weight[i] * y[i]; }
    for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) {
      const dx = x[i] - x[j], dy = y[i] - y[j], push = weight[i] * weight[j] / (dx * dx + dy * dy + forces.near);
      fx[i] += dx * push; fy[i] += dy * push; fx[j] -= dx * push; fy[j] -= dy * push;
    }
    for (const [a, b] of pairs) { const dx = x[b] - x[a], dy = y[b] - y[a]; fx[a] += dx; fy[a] += dy; fx[b] -= dx; fy[b] -= dy; }
    const most = 0.1 * spread * (1 - round / rounds) + 0.01;
    for (let i = 0; i < count; i++) { const far = Math.hypot(fx[i], fy[i]) || 1, go = Math.min(far * forces.ease, most) / far; x[i] += fx[i] * go; y[i] += fy[i] * go; }
  }
  return { x, y };
}
// As wide and high as the window, with so much room for each name, and short lines where there are few.
function scale(x, y, pairs) {
  const extent = list => Math.max(...list) - Math.min(...list) || 1, [left, right] = clearing(), shape = (right - left) / innerHeight;
  const by = Math.max(0.7, Math.min(1.4, Math.sqrt(shape * extent(y) / extent(x))));
  for (let i = 0; i < x.length; i++) { x[i] *= by; y[i] /= by; }
  const length = pairs.reduce((sum, [a, b]) => sum + Math.hypot(x[a] - x[b], y[a] - y[b]), 0) / (pairs.length || 1) || 1;
  const factor = Math.min(Math.sqrt(x.length * forces.area / (extent(x) * extent(y))), (forces.short + forces.longer * x.length) / length);
  for (let i = 0; i < x.length; i++) { x[i] *= factor; y[i] *= factor; }
}
// A name's room is its dot with its letters below; two rooms that overlap go apart along the shorter way.
function apart(list) {
  const wide = n => Math.max(Math.min(n.shown.length, forces.longest) * forces.letter, 2 * n.r) + forces.beside;
  for (let round = 0; round < 300; round++) {
    let clashes = 0;
    for (let i = 0; i < list.length; i++) for (let j = i + 1; j < list.length; j++) {
      const a = list[i], b = list[j], ox = (wide(a) + wide(b)) / 2 - Math.abs(a.x - b.x), oy = a.r + b.r + forces.below - Math.abs(a.y - b.y);
      if (ox <= 0.1 || oy <= 0.1) continue;
      clashes++;
      const axis = ox < oy ? "x" : "y", way = (a[axis] < b[axis] ? -0.35 : 0.35) * (Math.min(ox, oy) + 0.2);
      a[axis] += way; b[axis] -= way;
    }
    if (!clashes) return;
  }
}

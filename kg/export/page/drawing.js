// Drawing, at most once a frame. `focus` is the node or line that the rest steps back for.
const canvas = byId("canvas"), screen = canvas.getContext("2d"), root = document.documentElement;
let pen = screen; // what is drawn with: the screen, a larger canvas or an SVG
const view = { x: 0, y: 0, zoom: 1, width: innerWidth, height: innerHeight };
const PLAIN = "12px system-ui, sans-serif", BOLD = "600 12px system-ui, sans-serif", SMALL = "600 10px system-ui, sans-serif";
const MOST_NAMES = 250, MOST_KINDS = 60;
const CROWDED = 250; // from so many lines on, they step back behind the names
const HEAVY = 1500; // from so many lines on, a moving picture is drawn plainer than a still one
let hovered = null, chosen = null, matches = null, colours = {}, waiting = false, fitted = true, moving = null;

const at = n => [n.x * view.zoom + view.x, n.y * view.zoom + view.y];
const radius = n => n.r * Math.min(1.4, Math.max(0.3, view.zoom ** 0.6));
function curve(line) {
  const [ax, ay] = at(line.source), [bx, by] = at(line.target);
  if (line.source === line.target) { const r = radius(line.source), up = 26 + 160 * line.bend; return [ax - r * 0.7, ay - r * 0.7, ax, ay - r - up, ax + r * 0.7, ay - r * 0.7]; }
  return [ax, ay, (ax + bx) / 2 - (by - ay) * line.bend, (ay + by) / 2 + (bx - ax) * line.bend, bx, by];
}
const along = ([ax, ay, cx, cy, bx, by], t) => {
  const u = 1 - t;
  return [u * u * ax + 2 * t * u * cx + t * t * bx, u * u * ay + 2 * t * u * cy + t * t * by];
};
const inSight = ([ax, ay, cx, cy, bx, by]) =>
  Math.max(ax, bx, cx) > 0 && Math.min(ax, bx, cx) < view.width && Math.max(ay, by, cy) > 0 && Math.min(ay, by, cy) < view.height;

function redrawMoving() {
  clearTimeout(moving);
  moving = shownLines.length > HEAVY ? setTimeout(() => { moving = null; redraw(); }, 150) : null;
  redraw();
}
function paint() {
  const near = neighbourhood();
  drawLines(near);
  if (near) drawNodes(shownNodes.filter(n => !near.has(n)), 0.18);
  drawNodes(near ? shownNodes.filter(n => near.has(n)) : shownNodes, 1);
  const occupied = new Room(), taken = new Room();
  for (const n of shownNodes) { const [x, y] = at(n), r = radius(n); if (!near || near.has(n)) occupied.take(x - r, y - r, x + r, y + r); }
  drawNames(near, occupied, taken);
  drawKinds(near, occupied, taken);
}
function redraw() { if (!waiting) { waiting = true; requestAnimationFrame(draw); } }
function draw() {
  waiting = false;
  view.width = innerWidth; view.height = innerHeight;
  const ratio = devicePixelRatio || 1, width = Math.round(innerWidth * ratio), height = Math.round(innerHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, innerWidth, innerHeight);
  paint();
}
function neighbourhood() {
  const focus = hovered || chosen;
  if (!focus) return matches;
  const close = focus.edges && focus.lines ? focus.lines.filter(line => line.now.length) : [focus];
  return new Set([focus, ...close, ...close.flatMap(line => line.source ? [line.source, line.target] : [])]);
}
const widthOf = line => (line.quad === TOPIC ? 0.6 : line.quad === JOINS ? 1 : line.quad.startsWith("material") ? 1.7 : 1.3) + (line.quad === TOPIC ? 0 : Math.min(3, Math.log2(line.now.length)));

// Lines that look alike are drawn in one go, the faint ones first: thousands of strokes of their own would stall the page.
function drawLines(near) {
  const looks = new Map(), heavy = shownLines.length > HEAVY, plain = view.zoom < 0.25 || (moving && !near);
  for (const line of heavy && near ? shownLines.filter(l => near.has(l)) : shownLines) {
    const points = curve(line);
    if (!inSight(points)) continue;
    const close = near && near.has(line), lit = line === hovered || line === chosen;
    const width = plain ? 1 : Math.round(widthOf(line) * 2) / 2 + (lit ? 1.5 : 0), alpha = close ? 1 : near ? 0.09 : heavy ? 0.45 : shownLines.length > CROWDED ? 0.55 : 0.85;
    const dashed = line.claim && (close || !heavy);
    const key = `${alpha} ${line.quad} ${width} ${dashed}`;
    if (!looks.has(key)) looks.set(key, { alpha, width, plain, dashed, colour: colours[line.quad], curves: [] });
    looks.get(key).curves.push([points, line]);
  }
  for (const look of [...looks.values()].sort((a, b) => a.alpha - b.alpha)) drawAlike(look);
  pen.globalAlpha = 1;
}
function drawAlike({ alpha, width, plain, dashed, colour, curves }) {
  pen.globalAlpha = alpha; pen.strokeStyle = pen.fillStyle = colour; pen.lineWidth = width;
  pen.setLineDash(dashed ? [6, 4] : []);
  pen.beginPath();
  for (const [[ax, ay, cx, cy, bx, by]] of curves) { pen.moveTo(ax, ay); if (plain) pen.lineTo(bx, by); else pen.quadraticCurveTo(cx, cy, bx, by); }
  pen.stroke();
  pen.setLineDash([]);
  if (plain) return;
  pen.beginPath();
  for (const [points, line] of curves) if (line.quad !== TOPIC) arrow(points, line, (curves.length > CROWDED / 4 ? 3 : 4.5) + width);
  pen.fill();
}
function arrow(points, line, size) {
  const edge = line.source === line.target ? 0 : radius(line.target) + 1.5, [, , , , bx, by] = points;
  let low = 0.4, high = 1;
  for (let i = 0; i < 6; i++) { const t = (low + high) / 2, [x, y] = along(points, t); if (Math.hypot(x - bx, y - by) > edge) low = t; else high = t; }
  const [x, y] = along(points, low), [fx, fy] = along(points, low - 0.06), angle = Math.atan2(y - fy, x - fx);
  pen.moveTo(x, y);
  for (const turn of [2.68, -2.68]) pen.lineTo(x + size * 1.5 * Math.cos(angle + turn), y + size * 1.5 * Math.sin(angle + turn));
}
// Dots of one label in one go, with a rim that keeps them apart from the lines.
function drawNodes(list, strength) {
  const sorts = new Map();
  for (const n of list) {
    const [x, y] = at(n), r = radius(n);
    if (x < -r || y < -r || x > view.width + r || y > view.height + r) continue;
    if (!sorts.has(n.label)) sorts.set(n.label, []);
    sorts.get(n.label).push([x, y, r]);
  }
  pen.globalAlpha = 1;
  if (!moving) dots([...sorts.values()].flat(), 1.2, colours.back);
  pen.globalAlpha = strength;
  for (const [label, places] of sorts) dots(places, 0, colours[label] || colours.soft);
  if (!list.includes(chosen)) return;
  const [x, y] = at(chosen);
  pen.globalAlpha = 1; pen.strokeStyle = colours.accent; pen.lineWidth = 2; pen.beginPath(); pen.arc(x, y, radius(chosen) + 3, 0, 7); pen.stroke();
}
function dots(places, rim, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  for (const [x, y, r] of places) { pen.moveTo(x + r + rim, y); pen.arc(x, y, r + rim, 0, 2 * Math.PI); }
  pen.fill();
}

// Where something is written already, in cells so that looking is quick.
class Room {
  cells = new Map();
  *around(x0, y0, x1, y1) { for (let i = Math.floor(x0 / 90); i <= Math.floor(x1 / 90); i++) for (let j = Math.floor(y0 / 45); j <= Math.floor(y1 / 45); j++) yield i * 4096 + j; }
  free(x0, y0, x1, y1) {
    for (const cell of this.around(x0, y0, x1, y1)) for (const [a, b, c, d] of this.cells.get(cell) || []) if (a < x1 && c > x0 && b < y1 && d > y0) return false;
    return true;
  }
  take(x0, y0, x1, y1) { for (const cell of this.around(x0, y0, x1, y1)) { if (!this.cells.has(cell)) this.cells.set(cell, []); this.cells.get(cell).push([x0, y0, x1, y1]); } }
}
function drawNames(near, occupied, taken) {
  pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
  const wanted = near ? shownNodes.filter(n => near.has(n)) : shownNodes;
  let left = moving ? MOST_NAMES / 5 : MOST_NAMES;
  for (const n of wanted) {
    const [x, y] = at(n);
    if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) continue;
    const spot = spotFor(n, x, y, occupied, taken) || (n === hovered || n === chosen ? [x, y + radius(n) + 9] : null);
    if (!spot || left-- <= 0) continue;
    const half = n.wide / 2 + 2;
    taken.take(spot[0] - half, spot[1] - 7, spot[0] + half, spot[1] + 7);
    write(n.brief, ...spot, colours.ink, n.font);
  }
}
// Below, above or beside the dot, where neither a name nor a dot is; a busy node's name may cover a dot.
function spotFor(n, x, y, occupied, taken) {
  if (!n.brief) { n.brief = clip(n.shown, 30); n.font = n.r > 8 ? BOLD : PLAIN; pen.font = n.font; n.wide = pen.measureText(n.brief).width; }
  const half = n.wide / 2 + 2, r = radius(n);
  const spots = [[x, y + r + 9], [x, y - r - 9], [x + r + half + 2, y], [x - r - half - 2, y]];
  const free = spots.filter(([sx, sy]) => sx > half && sx < view.width - half && taken.free(sx - half, sy - 7, sx + half, sy + 7));
  return free.find(([sx, sy]) => occupied.free(sx - half, sy - 6, sx + half, sy + 6)) || (n.r > 8 ? free[0] : null);
}
function drawKinds(near, occupied, taken) {
  const told = shownLines.filter(line => line.quad !== TOPIC && line.quad !== SPEECH);
  const wanted = near ? shownLines.filter(line => near.has(line)) : told.length <= MOST_KINDS || view.zoom > 2.2 ? told : [];
  pen.font = SMALL;
  for (const line of wanted.slice(0, 300)) {
    const points = curve(line), text = kindsOf(line), half = pen.measureText(text).width / 2 + 2;
    if (!inSight(points)) continue;
    const spots = [0.5, 0.6, 0.4, 0.7, 0.3].map(t => along(points, t)).filter(([x, y]) => taken.free(x - half, y - 6, x + half, y + 6));
    const spot = spots.find(([x, y]) => occupied.free(x - half, y - 6, x + half, y + 6)) || (line === (hovered || chosen) ? along(points, 0.5) : null);
    if (!spot) continue;
    taken.take(spot[0] - half, spot[1] - 6, spot[0] + half, spot[1] + 6);
    write(text, ...spot, colours.ink, SMALL);
  }
}
function kindsOf(line) {
  const kinds = [...tally(line.now.map(e => (e.negated ? `${say("not")} ` : "") + called(e.type)))].sort((a, b) => b[1] - a[1]);
  return kinds.slice(0, 2).map(([kind, count]) => count > 1 ? `${kind} ×${count}` : kind).join(", ") + (kinds.length > 2 ? " …" : "");
}
function write(text, x, y, colour, font) {
  pen.globalAlpha = 1; pen.font = font; pen.strokeStyle = colours.back; pen.lineWidth = 3.5; pen.strokeText(text, x, y);
  pen.fillStyle = colour; pen.fillText(text, x, y);
}
const clip = (text, most) => text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text;
const tally = list => list.reduce((counts, item) => counts.set(item, (counts.get(item) || 0) + 1), new Map());

function zoomAt(px, py, factor) {
  const zoom = Math.min(8, Math.max(0.03, view.zoom * factor));
  fitted = false;
  view.x = px - (px - view.x) * zoom / view.zoom; view.y = py - (py - view.y) * zoom / view.zoom; view.zoom = zoom;
  redrawMoving();
}
// What the panels leave free of the window: left edge, right edge.
function clearing() {
  if (innerWidth <= 720) return [0, innerWidth];
  return [byId("controls").getBoundingClientRect().right, byId("details").hidden ? innerWidth : byId("details").getBoundingClientRect().left];
}
function fit() {
  if (!shownNodes.length) return;
  fitted = true;
  const xs = shownNodes.map(n => n.x), ys = shownNodes.map(n => n.y), [left, right] = clearing(), top = innerWidth > 720 ? 0 : 50;
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  view.zoom = Math.min(1.6, (right - left - 130) / (x1 - x0 || 1), (innerHeight - top - 70) / (y1 - y0 || 1));
  view.x = (left + right) / 2 - (x0 + x1) / 2 * view.zoom; view.y = top / 2 + innerHeight / 2 - 5 - (y0 + y1) / 2 * view.zoom;
  redraw();
}
// A name, or the middle of a line, comes to the middle of what the panels leave free.
function centre(what) {
  const [left, right] = clearing();
  fitted = false;
  if (what.lines) view.zoom = Math.max(view.zoom, 0.9);
  const [x, y] = what.lines ? at(what) : along(curve(what), 0.5);
  view.x += (left + right) / 2 - x; view.y += innerHeight * (innerWidth > 720 ? 0.5 : 0.3) - y;
  redraw();
}

// The graph as it was written, and what is worked out from it.
const JOINS = "joins", TOPIC = "topic";
const SPEECH = "speech"; // saying that is neither for nor against anybody
const FEW = 40; // names at first where the window is small
const hidden = { labels: new Set(), quads: new Set([JOINS]), types: new Set() };
const indexOf = new Map(nodes.map(n => [n.id, n]));
const dayOf = e => e.said_on || e.published || (articles[e.article_id] || {}).published || "";

for (const n of nodes) { if (n.at) [n.x, n.y] = n.at; n.shown = n.name || n.title || n.id; n.lines = []; n.edges = []; }
for (const e of edges) {
  e.source = nodes[e.s]; e.target = nodes[e.t];
  e.alone = e.s === e.t && e.target_role === "article"; // a statement that names nobody else
  e.claim = Boolean(e.reported_by) && e.reported_by !== e.source.id;
  e.day = dayOf(e).slice(0, 10);
  e.source.edges.push(e);
  if (e.target !== e.source) e.target.edges.push(e);
}
// Statements of one class from one node to another are drawn as one line; several lines between two nodes fan out.
const lines = [];
{
  const made = new Map(), fan = new Map();
  for (const e of edges) {
    if (e.alone) continue;
    const key = `${e.s} ${e.t} ${e.line}`;
    if (!made.has(key)) { const line = { source: e.source, target: e.target, quad: e.line, edges: [] }; made.set(key, line); lines.push(line); }
    made.get(key).edges.push(e);
  }
  for (const line of lines) {
    const key = `${line.edges[0].s} ${line.edges[0].t}`, count = fan.get(key) || 0;
    fan.set(key, count + 1);
    line.bend = 0.07 + count * 0.11;
    line.source.lines.push(line);
    if (line.target !== line.source) line.target.lines.push(line);
  }
}
const small = innerWidth <= 720;
const linked = nodes.filter(n => n.whole), opening = small ? linked.slice(0, FEW) : linked.filter(n => n.at); // the busiest come first
let strongest = opening.length < linked.length ? new Set(opening) : null; // null: all names
const days = [...new Set(edges.map(e => e.day).filter(Boolean))].sort();
const span = { from: 0, to: days.length - 1 };

// What is shown is worked out again whenever a filter changes: what passes, the lines, the names on them, the size of each.
let shownNodes = [], shownLines = [], looseNodes = [];
const always = () => span.from === 0 && span.to === days.length - 1;
const inTime = e => e.line === JOINS || always() || (e.day && e.day >= days[span.from] && e.day <= days[span.to]);
const untouched = () => always() && !hidden.labels.size && !hidden.types.size && hidden.quads.size === 1 && hidden.quads.has(JOINS);
const passes = e => !hidden.quads.has(e.line) && !hidden.types.has(e.type) && inTime(e);
const named = n => !hidden.labels.has(n.label) && (!strongest || strongest.has(n));
const within = e => named(e.source) && named(e.target) && passes(e);
function sift() {
  for (const line of lines) {
    line.now = line.edges.filter(within);
    line.claim = line.now.length > 0 && line.now.every(e => e.claim);
  }
  shownLines = lines.filter(line => line.now.length);
  const seen = new Set(shownLines.flatMap(line => line.source === line.target ? [] : [line.source, line.target]));
  shownLines = shownLines.filter(line => seen.has(line.source));
  shownNodes = nodes.filter(n => seen.has(n));
  looseNodes = nodes.filter(n => !seen.has(n) && named(n) && (n.edges.length === 0 || n.edges.some(within)));
  for (const n of shownNodes) n.r = 4.5 + 1.5 * Math.sqrt(statementsOf(n.edges.filter(within)));
}
const statementsOf = list => new Set(list.filter(e => e.line !== JOINS).map(e => e.statement_id || e)).size;

"use strict";
// The graph as it was written, and what is worked out from it once.
const { nodes, edges, articles } = JSON.parse(document.getElementById("graph").textContent);
const byId = id => document.getElementById(id);
const JOINS = "joins";
const SPEECH = "speech"; // saying that is neither for nor against anybody
const QUADS = [SPEECH, "verbal conflict", "material conflict", "verbal cooperation", "material cooperation", JOINS];
const STRUCTURE = new Set(["HOLDS", "LOCATED_IN", "COPY_OF"]);
const hidden = { labels: new Set(), quads: new Set([JOINS]), types: new Set() };
const indexOf = new Map(nodes.map(n => [n.id, n]));

for (const n of nodes) { n.shown = n.name || n.title || n.id; n.lines = []; n.edges = []; }
for (const e of edges) {
  e.source = nodes[e.s]; e.target = nodes[e.t];
  e.quad = STRUCTURE.has(e.type) ? JOINS : e.quad || SPEECH;
  e.alone = e.s === e.t && e.target_role === "article"; // a statement that names nobody else
  e.claim = Boolean(e.reported_by) && e.reported_by !== e.source.id;
  e.source.edges.push(e);
  if (e.target !== e.source) e.target.edges.push(e);
}
// Statements of one quad class from one node to another are drawn as one line; several lines between two nodes fan out.
const lines = [];
{
  const made = new Map(), fan = new Map();
  for (const e of edges) {
    if (e.alone) continue;
    const key = `${e.s} ${e.t} ${e.quad}`;
    if (!made.has(key)) { const line = { source: e.source, target: e.target, quad: e.quad, edges: [] }; made.set(key, line); lines.push(line); }
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
const busiest = [...nodes].sort((a, b) => b.r - a.r || a.shown.localeCompare(b.shown));

// What is shown is worked out again whenever a filter changes.
let shownNodes = [], shownLines = [];
const passes = e => !hidden.quads.has(e.quad) && !hidden.types.has(e.type);
function sift() {
  for (const line of lines) {
    line.now = hidden.labels.has(line.source.label) || hidden.labels.has(line.target.label) ? [] : line.edges.filter(passes);
    line.claim = line.now.length > 0 && line.now.every(e => e.claim);
  }
  shownLines = lines.filter(line => line.now.length);
  const seen = new Set(shownLines.flatMap(line => [line.source, line.target]));
  shownNodes = busiest.filter(n => !hidden.labels.has(n.label) && (seen.has(n) || n.edges.length === 0 || n.edges.some(e => e.alone && passes(e))));
}
const statementsOf = list => new Set(list.filter(e => !STRUCTURE.has(e.type)).map(e => e.statement_id || e)).size;

// Lays a graph out with one of several libraries: see layouts.py.
// node layouts.mjs DIR WHICH < {nodes: [{r, name, x, y}], ends: [[one, other]], forces} > {ms, places}
import fs from "node:fs";
import vm from "node:vm";
import { createRequire } from "node:module";

const [, , folder, which] = process.argv, require = createRequire(`${folder}/`);
const { nodes, ends, forces } = JSON.parse(fs.readFileSync(0, "utf8"));
let state = 1;
Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647; // the same on every run

function forceatlas2(iterations) {
  const Graph = require("graphology"), layout = require("graphology-layout-forceatlas2"), graph = new Graph();
  nodes.forEach((n, i) => graph.addNode(i, { x: Math.random(), y: Math.random(), size: n.r }));
  ends.forEach(([a, b]) => graph.addEdge(a, b));
  const places = layout(graph, { iterations, settings: layout.inferSettings(graph) });
  return nodes.map((_, i) => [places[i].x, places[i].y]);
}
function cose() {
  const elements = [...nodes.map((n, i) => ({ data: { id: `n${i}`, size: 2 * n.r } })), ...ends.map(([a, b]) => ({ data: { source: `n${a}`, target: `n${b}` } }))];
  const style = [{ selector: "node", style: { width: "data(size)", height: "data(size)" } }];
  const graph = require("cytoscape")({ headless: true, styleEnabled: true, elements, style });
  graph.layout({ name: "cose", animate: false }).run();
  return nodes.map((_, i) => Object.values(graph.$id(`n${i}`).position()));
}
// The page's own script, on names that stand anywhere.
function settling() {
  const shownNodes = nodes.map(n => ({ ...n, shown: n.name, lines: [], x: 2000 * Math.random(), y: 1400 * Math.random() }));
  const shownLines = ends.map(([a, b]) => ({ source: shownNodes[a], target: shownNodes[b] }));
  const code = fs.readFileSync(new URL("../kg/export/page/settling.js", import.meta.url), "utf8");
  vm.runInThisContext(`(forces, shownNodes, shownLines, clearing, innerHeight) => { ${code}; settle(); }`)(forces, shownNodes, shownLines, () => [264, 1400], 900);
  return shownNodes.map(n => [n.x, n.y]);
}
const began = performance.now();
const places = { forceatlas2: () => forceatlas2(500), "forceatlas2-50": () => forceatlas2(50), cose, settling }[which]();
process.stdout.write(JSON.stringify({ ms: performance.now() - began, places }), () => process.exit(0));

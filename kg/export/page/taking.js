// The picture taken along: as SVG, as PNG, on paper. All of them are drawn by what draws the screen.
class SvgPen {
  parts = []; path = ""; dash = []; globalAlpha = 1; lineWidth = 1; strokeStyle = ""; fillStyle = ""; font = PLAIN;
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${x.toFixed(1)} ${y.toFixed(1)}`; }
  lineTo(x, y) { this.path += `L${x.toFixed(1)} ${y.toFixed(1)}`; }
  quadraticCurveTo(cx, cy, x, y) { this.path += `Q${cx.toFixed(1)} ${cy.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`; }
  arc(x, y, r) { const w = r.toFixed(1); this.path += `M${(x + r).toFixed(1)} ${y.toFixed(1)}a${w} ${w} 0 1 0 ${(-2 * r).toFixed(1)} 0a${w} ${w} 0 1 0 ${(2 * r).toFixed(1)} 0`; }
  setLineDash(dash) { this.dash = dash; }
  stroke() { this.parts.push(`<path d="${this.path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-opacity="${this.globalAlpha}"${this.dash.length ? ` stroke-dasharray="${this.dash}"` : ""}/>`); }
  fill() { if (this.path) this.parts.push(`<path d="${this.path}" fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"/>`); }
  measureText(text) { screen.font = this.font; return screen.measureText(text); }
  strokeText() {} // an SVG paints the rim of letters first by itself
  fillText(text, x, y) {
    const [, weight, size] = /^(?:(\d+) )?(\d+)px/.exec(this.font), safe = text.replace(/[&<>]/g, c => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
    this.parts.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight || 400}" fill="${this.fillStyle}" stroke="${colours.back}" stroke-width="3" paint-order="stroke" text-anchor="middle" dominant-baseline="central">${safe}</text>`);
  }
}
// All that is shown, at a zoom of its own, whatever the window looks at.
function taken(make) {
  const before = { ...view }, kept = [pen, hovered, chosen, matches];
  const xs = shownNodes.map(n => n.x), ys = shownNodes.map(n => n.y), zoom = 1.15;
  const bounds = list => list.length ? [Math.min(...list), Math.max(...list)] : [0, 0], [[x0, x1], [y0, y1]] = [bounds(xs), bounds(ys)];
  const width = Math.ceil((x1 - x0) * zoom + 220), height = Math.ceil((y1 - y0) * zoom + 120);
  Object.assign(view, { zoom, x: 110 - x0 * zoom, y: 60 - y0 * zoom, width, height });
  hovered = chosen = matches = null;
  try { return make(width, height); } finally { Object.assign(view, before); [pen, hovered, chosen, matches] = kept; redraw(); }
}
const asSvg = () => taken((width, height) => {
  pen = new SvgPen();
  paint();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" role="img"><title>${say("title")}</title><rect width="100%" height="100%" fill="${colours.back}"/>${pen.parts.join("")}</svg>`;
});
const asCanvas = () => taken((width, height) => {
  const made = element("canvas"), ratio = Math.min(2, 8000 / Math.max(width, height));
  made.width = width * ratio; made.height = height * ratio;
  pen = made.getContext("2d");
  pen.scale(ratio, ratio); pen.fillStyle = colours.back; pen.fillRect(0, 0, width, height);
  pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
  paint();
  return made;
});
function save(blob, name) {
  const link = element("a"), url = URL.createObjectURL(blob);
  link.href = url; link.download = name; link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
byId("svg").onclick = () => save(new Blob([asSvg()], { type: "image/svg+xml" }), "kg.svg");
byId("png").onclick = () => asCanvas().toBlob(blob => save(blob, "kg.png"), "image/png");
byId("print").onclick = () => print();
// On paper: light, the picture, what its lines mean, the names without lines, and every statement shown.
let themed = null;
addEventListener("beforeprint", () => {
  themed = root.dataset.theme;
  setTheme("paper");
  const picture = element("div"), legend = element("p"), told = [...shownNodes, ...looseNodes].flatMap(n => n.edges.filter(e => e.source === n && within(e) && e.line !== JOINS));
  picture.append(document.importNode(new DOMParser().parseFromString(asSvg(), "image/svg+xml").documentElement, true));
  for (const quad of quads.filter(q => !hidden.quads.has(q))) { const dash = element("span", undefined, "dash"), one = element("span", undefined, "key"); dash.style.background = colours[quad]; if (quad === TOPIC) dash.style.height = "1px"; one.append(dash, called(quad)); legend.append(one); }
  byId("sheet").replaceChildren(element("h1", say("title")), element("p", [byId("counts").textContent, byId("days").textContent].filter(Boolean).join(" · "), "soft"), picture, legend);
  if (looseNodes.length) byId("sheet").append(element("p", `${several(looseNodes.length, "loose")}: ${looseNodes.map(n => n.shown).join(", ")}`, "soft"));
  byId("sheet").append(...toldPlain(told));
});
addEventListener("afterprint", () => { byId("sheet").replaceChildren(); setTheme(themed); });

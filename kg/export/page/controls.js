// The panel to the left, the keyboard, and the start.
function changed() {
  sift();
  byId("counts").textContent = `${several(shownNodes.length, "name")}, ${several(statementsOf(shownNodes.flatMap(n => n.edges.filter(passes))), "statement")}, ${several(Object.keys(articles).length, "article")}`;
  byId("nothing").hidden = shownNodes.length > 0;
  redraw();
}
function filters(box, counts, off, mark) {
  box.replaceChildren(...counts.map(([name, count]) => {
    const line = element("label"), tick = element("input"), spot = element("span", undefined, mark.shape);
    tick.type = "checkbox"; tick.checked = !off.has(name);
    tick.onchange = () => { tick.checked ? off.delete(name) : off.add(name); changed(); };
    spot.style.background = `var(--${mark.colour(name).replace(" ", "-")}, var(--soft))`;
    line.append(tick, spot, element("span", name), element("span", count, "count"));
    return line;
  }));
}
const byCount = counts => [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
const types = byCount(tally(edges.filter(e => e.quad !== JOINS).map(e => e.type))), quadOf = new Map(edges.map(e => [e.type, e.quad])), quads = tally(edges.map(e => e.quad));
const showTypes = () => { filters(byId("predicates"), types, hidden.types, { shape: "dash", colour: type => quadOf.get(type) }); changed(); };
filters(byId("labels"), byCount(tally(nodes.map(n => n.label))), hidden.labels, { shape: "dot", colour: label => label });
filters(byId("quads"), QUADS.filter(q => quads.has(q)).map(q => [q, quads.get(q)]), hidden.quads, { shape: "dash", colour: quad => quad });
byId("all").onclick = () => { hidden.types.clear(); showTypes(); };
byId("none").onclick = () => { types.forEach(([type]) => hidden.types.add(type)); showTypes(); };
byId("fit").onclick = fit;
byId("zoomin").onclick = () => zoomAt(innerWidth / 2, innerHeight / 2, 1.3);
byId("zoomout").onclick = () => zoomAt(innerWidth / 2, innerHeight / 2, 1 / 1.3);

// Typing lights up the names that fit; Enter, or a whole name, chooses.
const search = byId("search");
byId("names").replaceChildren(...busiest.slice(0, 3000).map(n => { const o = element("option"); o.value = n.shown; return o; }));
function found() {
  const wanted = search.value.trim().toLowerCase();
  return wanted ? shownNodes.filter(n => n.shown.toLowerCase().includes(wanted)).sort((a, b) => (b.shown.toLowerCase() === wanted) - (a.shown.toLowerCase() === wanted)) : [];
}
function goTo(n) { choose(n); centre(n); }
search.oninput = () => {
  const names = found(), whole = names.find(n => n.shown === search.value);
  matches = search.value.trim() ? new Set(names) : null;
  if (whole) goTo(whole); else choose(null);
};
search.onkeydown = e => { if (e.key === "Enter" && found().length) goTo(found()[0]); };

function step(by) {
  if (!shownNodes.length) return;
  const place = shownNodes.indexOf(chosen);
  goTo(shownNodes[place < 0 ? 0 : (place + by + shownNodes.length) % shownNodes.length]);
}
const pan = (dx, dy) => { fitted = false; view.x += dx; view.y += dy; redrawMoving(); };
const KEYS = {
  "+": () => byId("zoomin").click(), "=": () => byId("zoomin").click(), "-": () => byId("zoomout").click(), f: fit, 0: fit, n: () => step(1), N: () => step(-1),
  ArrowLeft: () => pan(60, 0), ArrowRight: () => pan(-60, 0), ArrowUp: () => pan(0, 60), ArrowDown: () => pan(0, -60),
};
addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "Escape") { search.value = ""; matches = null; choose(null); canvas.focus({ focusVisible: false }); return; }
  const focused = document.activeElement;
  if (focused === search) return;
  if (e.key === "/") { e.preventDefault(); byId("controls").open = true; search.focus(); }
  else if (e.key === "Enter" && focused === canvas && chosen) byId("close").focus();
  else if (KEYS[e.key] && !(e.key.startsWith("Arrow") && focused !== canvas && focused !== document.body)) { e.preventDefault(); KEYS[e.key](); }
});

function setTheme(dark) {
  root.dataset.theme = dark ? "dark" : "light";
  const style = getComputedStyle(root);
  for (const name of ["back", "ink", "soft", "accent", ...new Set(nodes.map(n => n.label)), ...QUADS]) colours[name] = style.getPropertyValue(`--${name.replace(" ", "-")}`).trim();
  redraw();
}
byId("theme").onclick = () => { setTheme(root.dataset.theme !== "dark"); if (chosen) choose(chosen); };
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => setTheme(dark.matches));
addEventListener("resize", () => fitted ? fit() : redraw());
byId("controls").open = innerWidth > 720;
setTheme(dark.matches);
showTypes();
fit();

// The panel to the left, the keyboard, and the start.
// Whatever is chosen: what is shown, where it stands and how much there is of each are worked out again.
function changed() {
  sift();
  untouched() && !small && !widened ? stand() : settle();
  count();
  fit();
}
function count() {
  const kept = [...shownNodes, ...looseNodes].flatMap(n => n.edges.filter(within)), told = new Set(kept.map(e => e.article_id).filter(Boolean));
  byId("counts").textContent = `${several(shownNodes.length, "name")}, ${several(statementsOf(kept), "statement")}, ${several(told.size, "article")}`;
  byId("nothing").hidden = shownNodes.length > 0;
  byId("beside").hidden = !looseNodes.length;
  byId("besidetold").textContent = several(looseNodes.length, "loose");
  byId("loose").replaceChildren(...looseNodes.slice(0, 500).map(nameButton));
  byId("part").hidden = linked.length <= opening.length;
  byId("few").textContent = strongest ? `${strongest.size} / ${linked.length} ${say("some name")}` : "";
  byId("parttold").textContent = strongest ? say("strongest", { shown: strongest.size, all: linked.length }) : "";
  byId("whole").textContent = say(strongest ? "whole" : "strong");
  byId("days").textContent = days.length ? `${days[span.from]} – ${days[span.to]}` : "";
  showFilters();
}
function filters(box, counts, off, mark) {
  const kept = document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  box.replaceChildren(...counts.map(([name, many]) => {
    const line = element("label"), tick = element("input"), spot = element("span", undefined, mark.shape);
    tick.type = "checkbox"; tick.checked = !off.has(name); tick.dataset.name = name;
    tick.onchange = () => { tick.checked ? off.delete(name) : off.add(name); changed(); };
    if (name === TOPIC) spot.style.height = "1px";
    spot.style.background = `var(--${mark.colour(name).replace(" ", "-")}, var(--soft))`;
    line.append(tick, spot, element("span", called(name)), element("span", many, "count"));
    return line;
  }));
  if (kept) [...box.querySelectorAll("input")].find(tick => tick.dataset.name === kept)?.focus();
}
const byCount = counts => [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
const types = byCount(tally(edges.filter(e => e.line !== JOINS).map(e => e.type))).map(([type]) => type), quadOf = type => classes[type] || SPEECH;
const kinds = byCount(tally(nodes.map(n => n.label))).map(([kind]) => kind), quads = order.filter(q => edges.some(e => e.line === q));
// Each choice tells how many it would show beside the other choices.
function showFilters() {
  const between = edges.filter(e => named(e.source) && named(e.target) && inTime(e));
  const counts = (names, found) => names.map(name => [name, found.get(name) || 0]);
  filters(byId("labels"), counts(kinds, tally([...shownNodes, ...looseNodes].map(n => n.label))), hidden.labels, { shape: "dot", colour: label => label });
  filters(byId("quads"), counts(quads, tally(between.filter(e => !hidden.types.has(e.type)).map(e => e.line))), hidden.quads, { shape: "dash", colour: quad => quad });
  filters(byId("predicates"), counts(types, tally(between.filter(e => !hidden.quads.has(e.line)).map(e => e.type))), hidden.types, { shape: "dash", colour: type => quadOf(type) });
}
byId("all").onclick = () => { hidden.types.clear(); changed(); };
byId("none").onclick = () => { types.forEach(type => hidden.types.add(type)); changed(); };
byId("whole").onclick = () => { strongest = strongest ? null : new Set(opening); widened = false; changed(); };
byId("language").onclick = () => { language = language === "da" ? "en" : "da"; speak(); count(); if (chosen) choose(chosen); redraw(); };
for (const end of ["from", "to"]) {
  byId(end).max = Math.max(0, days.length - 1); byId(end).value = span[end];
  byId(end).oninput = () => {
    span[end] = Number(byId(end).value);
    if (span.from > span.to) { const other = end === "from" ? "to" : "from"; span[other] = span[end]; byId(other).value = span[end]; }
    for (const one of ["from", "to"]) byId(one).setAttribute("aria-valuetext", days[span[one]]);
    changed();
  };
}
byId("time").hidden = days.length < 2;
byId("fit").onclick = fit;
byId("zoomin").onclick = () => zoomAt(innerWidth / 2, innerHeight / 2, 1.3);
byId("zoomout").onclick = () => zoomAt(innerWidth / 2, innerHeight / 2, 1 / 1.3);

// Typing lights up the names that fit; Enter, or a whole name, chooses.
const search = byId("search");
byId("names").replaceChildren(...nodes.slice(0, 3000).map(n => { const o = element("option"); o.value = n.shown; return o; }));
function found() {
  const wanted = search.value.trim().toLowerCase();
  return wanted ? nodes.filter(n => n.shown.toLowerCase().includes(wanted)).sort((a, b) => (b.shown.toLowerCase() === wanted) - (a.shown.toLowerCase() === wanted)) : [];
}
// A name that is left out comes in with its neighbours; one without lines is told, and nothing moves.
function goTo(n) {
  if (strongest && !strongest.has(n)) { widened = true; for (const line of n.lines) strongest.add(line.source).add(line.target); strongest.add(n); changed(); }
  choose(n);
  if (shownNodes.includes(n)) centre(n);
}
function follow() { const n = indexOf.get(decodeURIComponent(location.hash.slice(1))); if (n) goTo(n); }
search.oninput = () => {
  const names = found(), whole = names.find(n => n.shown === search.value);
  matches = search.value.trim() ? new Set(names) : null;
  if (whole) goTo(whole); else choose(null);
};
search.onkeydown = e => { if (e.key === "Enter" && found().length) goTo(found()[0]); };

function step(by) {
  if (!shownNodes.length && !looseNodes.length) return;
  const list = [...shownNodes, ...looseNodes], place = list.indexOf(chosen);
  goTo(list[place < 0 ? 0 : (place + by + list.length) % list.length]);
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

function setTheme(theme) {
  root.dataset.theme = theme;
  const style = getComputedStyle(root);
  for (const name of ["back", "ink", "soft", "accent", ...new Set(nodes.map(n => n.label)), ...order]) colours[name] = style.getPropertyValue(`--${name.replace(" ", "-")}`).trim();
  redraw();
}
byId("theme").onclick = () => { setTheme(root.dataset.theme === "dark" ? "light" : "dark"); if (chosen) choose(chosen); };
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));
addEventListener("resize", () => fitted ? fit() : redraw());
addEventListener("hashchange", follow);
byId("controls").open = innerWidth > 720;
speak();
setTheme(dark.matches ? "dark" : "light");
changed();
follow();

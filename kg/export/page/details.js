// What is told about a node or a line. Text is never put in as markup.
const MOST_TOLD = 200;
function element(tag, text, className) { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (className) e.className = className; return e; }
function nameButton(n) { const b = element("button", n.shown, "link"); b.onclick = () => { goTo(n); byId("close").focus(); }; return b; }
const ownPage = (what, id) => { if (!opens.pages || !id) return []; const a = element("a", say(`page ${what}`)); a.href = `${opens.pages}${what}?id=${encodeURIComponent(id)}`; return [a]; };
const plainName = n => element("b", n.shown);
const nameOf = id => (indexOf.get(id) || { shown: id.replace(/^\w+:|\?$/g, "").replaceAll("-", " ") }).shown;

function choose(what) {
  chosen = what; hovered = null; byId("tip").hidden = true;
  const box = byId("details");
  box.hidden = !what;
  if (what) {
    const close = element("button", "×"); close.id = "close"; close.title = `${say("close")} (Esc)`; close.setAttribute("aria-label", say("close")); close.onclick = () => choose(null);
    box.replaceChildren(close, ...(what.lines ? aboutNode(what) : aboutLine(what)));
    box.scrollTop = 0;
  }
  if (what && what.lines) history.replaceState(null, "", `#${encodeURIComponent(what.id)}`);
  redraw();
}
function aboutNode(n) {
  const edges = n.edges.filter(passes), own = edges.filter(e => e.source === n && e.line !== JOINS), others = edges.filter(e => e.source !== n && e.line !== JOINS);
  const joined = n.edges.filter(e => e.line === JOINS);
  const parts = [element("h3", n.shown), element("p", [called(n.label), n.code].filter(Boolean).join(" · "), "soft"), ...ownPage("entity", n.id), ...joined.slice(0, 50).map(connection)];
  for (const [list, heading] of [[own, "by"], [others, "of"]]) if (list.length) parts.push(element("h4", `${several(statementsOf(list), "statement")} ${say(heading)} ${n.shown}`), ...told(list));
  return parts;
}
function aboutLine(line) {
  const heading = element("h3");
  heading.append(nameButton(line.source), element("span", " → "), nameButton(line.target));
  return [heading, element("p", `${called(line.quad)} · ${several(line.now.length, line.quad === JOINS ? "join" : "statement")}`, "soft"), ...(line.quad === JOINS ? line.now.map(connection) : told(line.now))];
}
// One entry for each statement, however many it is toward or about; newest first.
function newest(list) {
  const statements = new Map();
  for (const e of list) { const key = e.statement_id || e; if (!statements.has(key)) statements.set(key, []); statements.get(key).push(e); }
  return [...statements.values()].sort((a, b) => dayOf(b[0]).localeCompare(dayOf(a[0])));
}
function told(list) {
  const sorted = newest(list);
  return [...sorted.slice(0, MOST_TOLD).map(same => statement(same, nameButton)), ...(sorted.length > MOST_TOLD ? [element("p", `+ ${sorted.length - MOST_TOLD} ${say("older")}`, "soft")] : [])];
}
const toldPlain = list => newest(list).slice(0, MOST_TOLD).map(same => statement(same, plainName));
function connection(e) {
  const line = element("p");
  line.append(nameButton(e.source), element("span", ` ${called(e.type)}${e.title ? " (" + e.title + ")" : ""} `, "kind soft"), nameButton(e.target));
  return line;
}
// `same` are the edges of one statement; `name` makes what shows a node's name.
function statement(same, name) {
  const [e] = same, box = element("div", undefined, "statement"), head = element("p"), kind = element("span", ` ${e.negated ? `${say("not")} ` : ""}${called(e.type)} `, "kind");
  box.style.borderColor = colours[e.line];
  head.append(name(e.source), " → ", kind);
  if (e.modality && e.modality !== "asserted") head.append(element("span", `(${called(e.modality)}) `, "soft"));
  const aimed = same.filter(other => !other.alone).map(other => other.target);
  if (aimed.length) head.append("→ ", ...(e.target_role === "topic" ? [`${say("about_topic")} `] : []), ...aimed.flatMap((n, i) => i ? [", ", name(n)] : [name(n)]));
  box.append(head);
  if (e.claim) box.append(element("p", `${say("according")} ${nameOf(e.reported_by)}`, "claim"));
  if (e.text) box.append(element(e.form === "direct" ? "q" : "blockquote", e.text));
  box.append(foot(e));
  return box;
}
function foot(e) {
  const article = articles[e.article_id] || {}, title = article.title || e.article_id || "", url = article.url || "";
  const line = element("p", [dayOf(e), e.outlet || article.outlet].filter(Boolean).join(" · ") + (title ? " · " : ""), "soft");
  const link = element(/^https?:/.test(url) ? "a" : "span", title);
  if (link.tagName === "A") { link.href = url; link.rel = "noopener noreferrer"; link.target = "_blank"; }
  line.append(link, ...ownPage("statement", e.statement_id).flatMap(a => [" · ", a]));
  return line;
}

// The tip beside the pointer: a line's newest statement, or how much there is about a node.
function showTip(what, px, py) {
  const tip = byId("tip");
  tip.hidden = !what || what === chosen;
  if (tip.hidden) return;
  tip.replaceChildren(...(what.lines ? tipOfNode(what) : tipOfLine(what)));
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(6, px + width + 24 > innerWidth ? px - width - 14 : px + 16)}px`;
  tip.style.top = `${Math.max(6, Math.min(py + 14, innerHeight - height - 8))}px`;
}
function tipOfNode(n) {
  const edges = n.edges.filter(passes), by = statementsOf(edges.filter(e => e.source === n)), about = statementsOf(edges.filter(e => e.source !== n));
  return [element("b", n.shown), element("div", `${called(n.label)} · ${several(by, "statement")} ${say("by")}, ${about} ${say("of")}`, "soft")];
}
function tipOfLine(line) {
  if (line.quad === JOINS) return line.now.map(e => element("div", `${e.source.shown} ${called(e.type)}${e.title ? " (" + e.title + ")" : ""} ${e.target.shown}`));
  const [newest] = [...line.now].sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  const brief = statement([{ ...newest, text: clip(newest.text || "", 240) }], plainName);
  return [brief, ...(line.now.length > 1 ? [element("div", `+ ${line.now.length - 1} ${say("more")}`, "soft")] : [])];
}

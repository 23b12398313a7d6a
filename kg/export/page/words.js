"use strict";
// What the page says, in Danish and in English; predicates, kinds and lines are named by the graph's labels.
const { nodes, edges, articles, labels } = JSON.parse(document.getElementById("graph").textContent);
const byId = id => document.getElementById(id);
let language = "da";
const WORDS = {
  da: {
    title: "Hvem sagde og gjorde hvad", find: "Find et navn  ( / )", time: "Tid", from: "Fra dag", to: "Til dag", names: "Navne", lines: "Linjer", told: "fortalt af en anden",
    predicates: "Handlinger", all: "alle", none: "ingen", fit: "tilpas", theme: "mørk / lys", language: "English", print: "udskriv", zoomin: "Zoom ind", zoomout: "Zoom ud", what: "Hvad der blev sagt",
    help: "Peg på en prik eller en linje; klik for at læse det hele. Træk for at flytte, rul for at zoome. Taster: / find, N næste navn, F tilpas, + −, pile, Esc.",
    about: "En graf af personer, lande, organisationer og steder med linjer for hvad de sagde og gjorde. N går gennem navnene, Enter læser et, pile og plus og minus flytter og zoomer.",
    nothing: "Intet at vise: ingen udsagn er valgt.", close: "Luk", by: "af", of: "om", according: "ifølge", topic: "om", not: "IKKE ", more: "flere: klik for at læse", older: "ældre", undated: "uden dag",
    name: ["navn", "navne"], statement: ["udsagn", "udsagn"], article: ["artikel", "artikler"], join: ["forbindelse", "forbindelser"], loose: ["navn uden linjer", "navne uden linjer"],
    strongest: (shown, all) => `Her er de ${shown} navne, der er mest om, af ${all}.`, whole: "vis alle", strong: "vis de stærkeste",
  },
  en: {
    title: "Who said and did what", find: "Find a name  ( / )", time: "Time", from: "From day", to: "To day", names: "Names", lines: "Lines", told: "told by somebody else",
    predicates: "Predicates", all: "all", none: "none", fit: "fit", theme: "dark / light", language: "Dansk", print: "print", zoomin: "Zoom in", zoomout: "Zoom out", what: "What was said",
    help: "Point at a dot or a line, click to read it all. Drag to move, wheel to zoom. Keys: / find, N next name, F fit, + −, arrows, Esc.",
    about: "A graph of people, countries, organisations and places, joined by what they said and did. N steps through the names, Enter reads one, arrows and plus and minus move and zoom.",
    nothing: "Nothing to show: no statement was chosen.", close: "Close", by: "by", of: "about", according: "according to", topic: "about", not: "NOT ", more: "more: click to read", older: "older ones", undated: "undated",
    name: ["name", "names"], statement: ["statement", "statements"], article: ["article", "articles"], join: ["join", "joins"], loose: ["name without lines", "names without lines"],
    strongest: (shown, all) => `Here are the ${shown} names with most statements, of ${all}.`, whole: "show all", strong: "show the strongest",
  },
};
const say = word => WORDS[language][word];
const ENGLISH = { topic: "topic (about)", joins: "roles and places" };
// How a predicate, a kind of name, a quad class or a modality reads.
const called = word => language === "da" ? labels[word] || word : ENGLISH[word] || word.toLowerCase().replaceAll("_", " ");
const several = (count, what) => `${count} ${say(what)[count === 1 ? 0 : 1]}`;
function speak() {
  document.documentElement.lang = language; document.title = say("title");
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  for (const e of document.querySelectorAll("[data-label]")) e.setAttribute("aria-label", say(e.dataset.label));
  for (const e of document.querySelectorAll("[data-hint]")) e.placeholder = say(e.dataset.hint);
}

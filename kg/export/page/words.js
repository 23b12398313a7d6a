"use strict";
// What the page says, in Danish and in English: the words of the graph and of the page, by key.
const { nodes, edges, articles, words, forces, classes, order, ...opens } = JSON.parse(document.getElementById("graph").textContent);
const byId = id => document.getElementById(id);
let { language } = opens;
const say = (key, told = {}) => (words[language][key] || key).replace(/\{(\w+)\}/g, (_, name) => told[name]);
// How a predicate, a kind of name, a quad class or a modality reads.
const called = key => words[language][key] || key.toLowerCase().replaceAll("_", " ");
const several = (count, what) => `${count} ${say(`${count === 1 ? "one" : "some"} ${what}`)}`;
function speak() {
  document.documentElement.lang = language; document.title = say("title");
  for (const e of document.querySelectorAll("[data-say]")) e.textContent = say(e.dataset.say);
  for (const e of document.querySelectorAll("[data-label]")) e.setAttribute("aria-label", say(e.dataset.label));
  for (const e of document.querySelectorAll("[data-hint]")) e.placeholder = say(e.dataset.hint);
}

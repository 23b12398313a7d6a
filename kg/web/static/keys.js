// Keys: / goes to the search, Escape leaves it, j and k go through the statements, n and p turn pages.
"use strict";
document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").select();
  } else if (event.key === "n" || event.key === "p") {
    document.querySelector(event.key === "n" ? "a[rel=next]" : "a[rel=prev]")?.click();
  } else if (event.key === "j" || event.key === "k") {
    const all = [...document.querySelectorAll(".statement .predicate")];
    const at = all.indexOf(document.activeElement);
    const next = all[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) next.focus();
  }
});
// What is made ready is asked for again.
if (document.querySelector("[data-again]")) setTimeout(() => location.reload(), 1500);

"""Lemmas: a rule that the encoder chooses for a word, and tables of words that are known.

A rule says how the end of a form changes (after the edit trees of Chrupała 2006, which for Danish,
whose words change at the end, need no more): "0|2|" cuts two letters of the form in lower case,
"1|1|" one of the form as it stands.
"""

import gzip
from pathlib import Path

from kg.errors import RunError

TABLE = "lemmas.tsv.gz"


def make_rule(form: str, lemma: str) -> str:
    """Return the rule that makes the lemma from the form.

    >>> make_rule("Ministrene", "minister")
    '0|4|er'
    >>> make_rule("Lars'", "Lars")
    '1|1|'
    """
    for keep in (0, 1):
        base = form if keep else form.lower()
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if same or len(form) <= 3:
            return f"{keep}|{len(base) - same}|{lemma[same:]}"
    return "0|0|"


def apply_rule(form: str, rule: str) -> str:
    """Return the lemma that a rule makes of a form; the form when the rule would leave nothing.

    >>> apply_rule("Bilerne", "0|4|")
    'bil'
    >>> apply_rule("a", "0|4|")
    'a'
    """
    keep, cut, ending = rule.split("|", 2)
    base = form if keep == "1" else form.lower()
    return (base[: max(0, len(base) - int(cut))] + ending) or form


class Lemmas:
    """Tables from form and part of speech to lemma."""

    def __init__(self, folder: Path) -> None:
        """Read a folder; RunError when its table is missing or broken."""
        path = folder / TABLE
        if not path.is_file():
            raise RunError(f"{path} is missing: install kg again, or train it anew")
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                rows = [line.rstrip("\n").split("\t") for line in lines]
            self._known = {(form, upos): apply_rule(form, rule) for form, upos, rule in rows}
        except (OSError, ValueError) as error:
            raise RunError(f"the table of lemmas {path} is broken: {error}") from error

    def known(self, form: str, upos: str) -> str | None:
        """Return the lemma of a known form (a name as it stands, else also in lower case)."""
        found = self._known.get((form, upos))
        if found is None and upos != "PROPN":
            return self._known.get((form.lower(), upos))
        return found

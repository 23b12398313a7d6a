"""What a noun says something is: its kind, and which sort of that kind.

The table `nouns.csv` of a language has them by the last part of a compound: a "flyselskab" is a
"selskab". The sorts of organisations are those of the gazetteer's table.
"""

import csv
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from kg.language.profile import References
from kg.language.reading import Reading
from kg.language.roles.words import is_title
from kg.language.tokens import Token
from kg.model import entity_id

ROOT = Path(__file__).parents[1]
#: Shorter nouns are no last part of a compound: "by" is none of "baby".
SHORTEST_PART = 3
Said = frozenset[tuple[str, str]]


@lru_cache(maxsize=4)
def table(language: str) -> dict[str, Said]:
    """Return kinds and sorts by noun."""
    found: dict[str, Said] = {}
    with (ROOT / language / "nouns.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            for noun in row["nouns"].split():
                found[noun] = found.get(noun, frozenset()) | {(row["kind"], row["sort"])}
    return found


@lru_cache(maxsize=4)
def known_sorts(language: str) -> dict[str, str]:
    """Return the sorts of the organisations of the gazetteer, by entity."""
    path = ROOT / language / "gazetteer/organisations.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        return {entity_id("ORGANISATION", r["name"]): r["kind"] for r in csv.DictReader(rows)}


def said_by(reading: Reading, words: Iterable[str]) -> Said:
    """Return the kinds and sorts that a noun says, given in one or more of its forms.

    The longest part that is known counts.
    """
    return _said_by(reading.language, reading.profile.references, frozenset(words))


@lru_cache(maxsize=20_000)
def _said_by(language: str, references: References, words: frozenset[str]) -> Said:
    known, forms = table(language), {*words}
    for ending in references.noun_endings:
        forms |= {word.removesuffix(ending) for word in [*forms]}
    found: tuple[int, Said] = (0, frozenset())
    for form in sorted(forms):
        for i in range(len(form)):
            part = form[i:]
            if part in known and (i == 0 or len(part) >= SHORTEST_PART):
                found = max(found, (len(part), known[part]), key=lambda f: f[0])
                break
    return found[1]


def said_of(reading: Reading, token: Token) -> Said:
    """Return the kinds and sorts that a noun of the text says, a title's among them."""
    known: dict[str, Said] = reading.doc.user_data.setdefault("noun_meanings", {})
    word = token.lower_
    if word not in known:
        bare = word.removesuffix(reading.profile.genitive.ending)
        known[word] = said_by(reading, {word, bare, token.lemma_.lower()})
        if is_title(reading, token) or bare.endswith(reading.profile.titles.suffixes):
            known[word] |= {("PERSON", "")}
    return known[word]


def kinds_of(reading: Reading, token: Token) -> frozenset[str]:
    """Return the kinds of which a noun of the text says something to be."""
    return _kinds(said_of(reading, token))


@lru_cache(maxsize=1000)
def _kinds(said: Said) -> frozenset[str]:
    return frozenset(kind for kind, _ in said)


@lru_cache(maxsize=1000)
def sorts_said(said: Said) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Return the kinds that are said, and the sorts of those of which one is said."""
    sorts = {kind: frozenset(s for k, s in said if k == kind and s) for kind in _kinds(said)}
    return _kinds(said), {kind: some for kind, some in sorts.items() if some}


def main_word(reading: Reading, words: Sequence[str]) -> str:
    """Return the word of a name that says what it names, its last before a preposition.

    "politiet i Assens", "Styrelsen for Dataforsyning", "Dansk Ornitologisk Forening".
    """
    names, owning = reading.profile.names, reading.profile.references.owning
    for number, word in enumerate(words):
        lower = word.lower()
        if number and (lower in names.joining or lower in names.seats or lower in owning):
            return words[number - 1].lower()
    return words[-1].lower()

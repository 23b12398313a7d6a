"""Bring the names of each organisation of an article together.

An abbreviation and a short form belong to the full name.
"""

import re
from collections import defaultdict
from itertools import pairwise

from kg.language.names.gazetteer import Gazetteer
from kg.language.reading import Named, Reading
from kg.model import Entity, Kind, entity_id


def organisations(
    reading: Reading, nominatives: dict[int, str], table: Gazetteer
) -> dict[int, Entity]:
    """Bring an organisation's abbreviation and short form together with its full name."""
    names = [n for n in reading.names if n.kind == "ORGANISATION" and nominatives[id(n)]]
    longer = {nominatives[id(n)] for n in names if n.end - n.start > 1}
    full = _full_names(reading, sorted(longer))
    full |= _introduced(reading, names, nominatives)
    result = {}
    for name in names:
        text = nominatives[id(name)]
        fits = full.get(text, set()) - {text}
        best = min(fits) if len(fits) == 1 else _without_article(reading, text, nominatives)
        known = table.lookup(best)
        kind: Kind = "ORGANISATION"
        entity = table.entity(known[0].id) if known and known[0].kind == kind else None
        result[id(name)] = entity or Entity(entity_id(kind, best), kind, best)
    return result


def _without_article(reading: Reading, text: str, nominatives: dict[int, str]) -> str:
    """Return a name without "The" where the article has it so too."""
    article, _, rest = text.partition(" ")
    also = article in reading.profile.names.articles and rest in nominatives.values()
    return rest if also else text


def _introduced(
    reading: Reading, names: list[Named], nominatives: dict[int, str]
) -> dict[str, set[str]]:
    """Return the names that brackets introduce short forms of: "Dansk Folkeparti (DF)"."""
    return {
        nominatives[id(short)]: {nominatives[id(full)]}
        for full, short in pairwise(names)
        if short.start == full.end + 1 and reading.doc[full.end].text == "("
    }


def _full_names(reading: Reading, longer: list[str]) -> dict[str, set[str]]:
    """Return the names that each abbreviation and short form may stand for.

    A short form is the first or last word of a name, also in the definite form: "Fællesrådet" for
    "Byens Fællesråd".
    """
    full: dict[str, set[str]] = defaultdict(set)
    for name in longer:
        full[_initials(name)].add(name)
        first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
        shorts = {first, last}
        if first != last:
            shorts |= {last.capitalize() + e for e in reading.profile.names.definite_endings}
        for short in shorts:
            if len(short) > 3 and " " not in short:
                full[short].add(name)
    return full


def _initials(text: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", text) if w[:1].isupper())

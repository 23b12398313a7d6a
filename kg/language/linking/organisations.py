"""Bring the names of each organisation of an article together.

An abbreviation and a short form belong to the full name.
"""

import re

from kg.language.names.gazetteer import Gazetteer
from kg.language.reading import Reading
from kg.model import Entity, Kind, entity_id


def organisations(
    reading: Reading, nominatives: dict[int, str], table: Gazetteer
) -> dict[int, Entity]:
    """Bring an organisation's abbreviation and short form together with its full name."""
    names = [n for n in reading.names if n.kind == "ORGANISATION" and nominatives[id(n)]]
    longer = {nominatives[id(n)] for n in names if n.end - n.start > 1}
    result = {}
    for name in names:
        text = nominatives[id(name)]
        fits = [
            o
            for o in sorted(longer)
            if o != text
            and (
                _initials(o) == text
                or (" " not in text and len(text) > 3 and _part_of(reading, text, o))
            )
        ]
        best = fits[0] if len(fits) == 1 else text
        known = table.lookup(best)
        kind: Kind = "ORGANISATION"
        entity = table.entity(known[0].id) if known and known[0].kind == kind else None
        result[id(name)] = entity or Entity(entity_id(kind, best), kind, best)
    return result


def _part_of(reading: Reading, word: str, name: str) -> bool:
    """Tell whether a word is the first of a name, or its last in the definite form.

    "Fællesrådet" for "Byens Fællesråd".
    """
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    return word == first or (
        first != last
        and word.startswith(last.capitalize())
        and word.removeprefix(last.capitalize()) in reading.profile.names.definite_endings
    )


def _initials(text: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", text) if w[:1].isupper())

"""Bring the names of each organisation of an article together.

An abbreviation and a short form belong to the full name.
"""

import re
from collections import defaultdict
from collections.abc import Container

from kg.language.names.gazetteer import Gazetteer
from kg.language.reading import Named, Reading
from kg.model import Entity, Kind, entity_id

KIND: Kind = "ORGANISATION"
#: An abbreviation has no more letters.
ABBREVIATION = 6


def organisations(
    reading: Reading, nominatives: dict[int, str], table: Gazetteer
) -> dict[int, Entity]:
    """Bring an organisation's abbreviation and short form together with its full name.

    What is left out is to be looked up in the gazetteer: a name that it has and for which the
    article has no longer one.
    """
    names = [n for n in reading.names if n.kind == "ORGANISATION" and nominatives[id(n)]]
    longer = {nominatives[id(n)] for n in names if n.end - n.start > 1}
    full = _full_names(reading, sorted(longer))
    full |= (introduced := _introduced(reading, names, nominatives))
    others = {*nominatives.values(), *full}
    result = {}
    for name in names:
        text = nominatives[id(name)]
        bare = _without_article(reading, text, others)
        fits = full.get(_capital(bare), set()) - {bare}
        best = min(fits) if len(fits) == 1 else bare
        if text not in introduced and _is_known(table, text, best):
            continue
        known = table.lookup(best)
        entity = table.entity(known[0].id) if known and known[0].kind == KIND else None
        result[id(name)] = entity or Entity(entity_id(KIND, best), KIND, best)
    return result


def _is_known(table: Gazetteer, text: str, best: str) -> bool:
    """Tell whether the gazetteer says what a name is: not of a short form of a longer name.

    Such is a word in lower case ("udvalget"), or one that it has for a short form itself.
    """
    known = [c for c in table.lookup(text) if c.kind == KIND]
    if not known:
        return False
    return best == text or not (text[0].islower() or known[0].how == "alias")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _without_article(reading: Reading, text: str, others: Container[str]) -> str:
    """Return a name without "The" where the article has it so too."""
    article, _, rest = text.partition(" ")
    also = article in reading.profile.names.articles and rest in others
    return rest if also else text


def _introduced(
    reading: Reading, names: list[Named], nominatives: dict[int, str]
) -> dict[str, set[str]]:
    """Return the names that short forms are introduced for: "Dansk Folkeparti (DF)".

    Brackets or commas do so; commas only an abbreviation of a name that is part of no list.
    """
    ends = {n.end: n for n in sorted(names, key=lambda n: n.end - n.start)}
    pairs = ((full, short) for short in names if (full := ends.get(short.start - 1)))
    others = {*nominatives.values()}
    return {
        nominatives[id(short)]: {_without_article(reading, nominatives[id(full)], others)}
        for full, short in pairs
        if reading.doc[full.end].text == "(" or _is_apposed(reading, full, short)
    }


def _is_apposed(reading: Reading, full: Named, short: Named) -> bool:
    """Tell whether a comma adds an abbreviation to a name: "rumorganisationen, ESA, venter"."""
    doc, (_, high) = reading.doc, reading.paragraph_bounds(reading.paragraph(short.start))
    text = reading.surface(short.start, short.end)
    abbreviates = text.isupper() and 1 < len(text) <= ABBREVIATION and full.end - full.start > 1
    closed = short.end < high and doc[short.end].text == "," and doc[full.end].text == ","
    listed = doc[full.start - 1].text == "," or short.end + 1 in reading.name_at
    joins = short.end + 1 < high and doc[short.end + 1].lower_ in (
        reading.profile.clauses.coordination
    )
    return abbreviates and closed and not (listed or joins)


def _full_names(reading: Reading, longer: list[str]) -> dict[str, set[str]]:
    """Return the names that each abbreviation and short form may stand for.

    A short form is the first or last word of a name, also in the definite form: "Fællesrådet" for
    "Byens Fællesråd".
    """
    full: dict[str, set[str]] = defaultdict(set)
    articles = reading.profile.names.articles
    for name in longer:
        if name.partition(" ")[0] in articles:
            continue
        full[_initials(name)].add(name)
        for tail in _tails(name):
            full[tail].add(name)
        first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
        shorts = {first, last}
        if first != last:
            shorts |= {last.capitalize() + e for e in reading.profile.names.definite_endings}
        for short in shorts:
            if len(short) > 3 and " " not in short:
                full[short].add(name)
    return full


def _tails(name: str) -> list[str]:
    """Return the ends of two words and more of a name: "Evening News" of "Ribe Evening News"."""
    words = name.split()
    return [" ".join(words[i:]) for i in range(1, len(words) - 1) if words[i][0].isupper()]


def _initials(text: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s-]+", text) if w[:1].isupper())

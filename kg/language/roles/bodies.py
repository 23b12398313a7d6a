"""The body of the head of one where the article does not say it: "direktør Bo Holm"."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from kg.language.reading import Named, Reading, Title, has
from kg.language.roles.owners import is_genitive, is_house


class Body(NamedTuple):
    """A mention of what may have a head: its entity, last token + 1, paragraph and how it stands.

    `free` is neither in the genitive nor in brackets, `acts` is a subject.
    """

    entity: str
    end: int
    paragraph: int
    free: bool
    acts: bool


def bodies(reading: Reading) -> list[Body]:
    """Return the mentions of bodies in order."""
    return [
        Body(
            n.entity,
            n.end,
            reading.paragraph(n.start),
            _free(reading, n),
            any(t.dep_.startswith("nsubj") for t in reading.doc[n.start : n.end]),
        )
        for n in reading.names
        if _is_body(reading, n)
    ]


def of_body(
    reading: Reading, title: Title, titles: Collection[Title], mentions: Collection[Body]
) -> Title:
    """Return the title of a body's head with the organisation that acted last before it.

    Only where nothing else says whose it is, nor could: "direktør Bo Holm", not "foreningens
    direktør", "hans direktør", "direktør i et firma". One in the genitive or in brackets, and one
    that somebody else has a title of, is meant if no other is, and where none acts near by (at
    most a paragraph before) the one named last. `titles` and `mentions` are all of the article.
    """
    if title.of is None and (body := _opening(reading, title) or _fitting(reading, title)):
        return replace(title, of=body)
    if title.of or not title.title.endswith(reading.profile.titles.heads) or _said(reading, title):
        return title
    taken = {t.of for t in titles if t.person != title.person}
    near = reading.paragraph(title.at) - 1
    before = [
        (b.free and b.entity not in taken, b.acts and b.paragraph >= near, b.end, b.entity)
        for b in mentions
        if b.end <= title.at
    ]
    return replace(title, of=max(before)[-1]) if before else title


def _opening(reading: Reading, title: Title) -> str | None:
    """Return the organisation that a sentence begins with: "I Dansk Handel siger direktør X"."""
    first = reading.doc[title.at].sent[0]
    name = reading.name_at.get(first.i + 1)
    opens = first.lower_ in reading.profile.titles.openers and name and name.end <= title.at
    return name.entity if name and opens and name.kind == "ORGANISATION" else None


def _fitting(reading: Reading, title: Title) -> str | None:
    """Return the body named last whose name tells that it has such a title.

    A "kommune" has its "viceborgmester", the "politi" its "politikommissær", unless words beside
    the title say whose it is.
    """
    kept = reading.profile.titles.bodies
    endings = next((e for t, e in kept.items() if title.title.endswith(t)), ())
    if not endings or _said(reading, title):
        return None
    ending = reading.profile.genitive.ending
    for name in reversed(reading.names_starting(0, title.at)):
        words = [t.lower_ for t in reading.doc[name.start : name.end]]
        if name.kind == "ORGANISATION" and any(
            w.endswith(endings) or w.removesuffix(ending).endswith(endings) for w in words
        ):
            return name.entity
    return None


def _is_body(reading: Reading, name: Named) -> bool:
    """Tell whether a name is of an organisation, or of a house that has a head: a hospital."""
    return name.kind == "ORGANISATION" or is_house(reading, name)


def _free(reading: Reading, name: Named) -> bool:
    """Tell whether a name stands neither in the genitive nor in brackets."""
    return not (name.genitive or (name.start > 0 and reading.doc[name.start - 1].text == "("))


def _said(reading: Reading, title: Title) -> bool:
    """Tell whether words beside a title say whose it is, without naming it."""
    doc, at = reading.doc, title.at
    dated = at + 2 < len(doc) and doc[at + 2].lower_ in reading.profile.dates.months
    if at + 1 < len(doc) and doc[at + 1].pos_ == "ADP" and not dated:
        return True
    i = at - 1
    while i > doc[at].sent.start and (
        doc[i].pos_ == "ADJ" or (doc[i].pos_ == "VERB" and has(doc[i], "VerbForm", "Part"))
    ):
        i -= 1
    owner = doc[i].pos_ == "NOUN" and is_genitive(reading, i)
    return owner or (doc[i].pos_ in {"DET", "PRON"} and not has(doc[at], "Definite", "Def"))

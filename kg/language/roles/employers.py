"""The employer that hires or dismisses somebody: "Novo har fyret direktør Bo Holm"."""

from dataclasses import replace

from kg.language.reading import Reading, Title
from kg.language.roles.owners import owner_after
from kg.language.tokens import Token


def of_employer(reading: Reading, title: Title) -> Title:
    """Return a title with the organisation that gives it to its bearer or takes it away.

    Only where nothing else says whose it is: "Novo ansætter Bo Holm som chef", "bestyrelsen for
    Novo afskediger direktør Bo Holm".
    """
    noun, titles = reading.doc[title.at], reading.profile.titles
    if title.of or title.title.endswith(titles.state_offices):
        return title
    if noun.dep_ == "nmod" and noun.i < noun.head.i:  # "lærer" of "lærer Bo Holm"
        noun = noun.head
    dismissed = noun.dep_.startswith("obj") and noun.head.lemma_ in titles.dismissing
    given = {c.lower_ for c in noun.children if c.dep_ == "case"} & {titles.as_one, titles.into}
    hired = bool(given) and noun.head.lemma_ in titles.hiring
    body = _subject(reading, noun.head) if dismissed or hired else None
    return replace(title, of=body) if body else title


def _subject(reading: Reading, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            name = reading.name_at.get(child.i) or owner_after(reading, child.i)
            return name.entity if name and name.kind == "ORGANISATION" else None
    return None

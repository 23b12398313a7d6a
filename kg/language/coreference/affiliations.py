"""Say whose a title is where the article calls the owner by its kind.

"partiets formand", "direktør i selskabet".
"""

from dataclasses import replace

from kg.language.coreference.callings import callings
from kg.language.coreference.collectives import collective
from kg.language.reading import Reading, Title


def find_affiliations(reading: Reading) -> None:
    """Add the titles said of pronouns, and fill the `of` of those that have none.

    From a collective noun before or after them.
    """
    had = {(t.person, t.title) for t in reading.titles}
    reading.titles += [t for t in callings(reading) if (t.person, t.title) not in had]
    reading.titles = [
        title if title.of else replace(title, of=_owner(reading, title)) for title in reading.titles
    ]


def _owner(reading: Reading, title: Title) -> str | None:
    doc, at = reading.doc, title.at
    first = at - len(title.title.split()) + 1
    for i in range(first - 1, max(first - 3, -1), -1):
        if (
            doc[i].lower_.endswith(reading.profile.genitive.ending)
            and (found := collective(reading, doc[i]))
            and found != title.person
        ):
            return found
        if doc[i].pos_ != "ADJ":
            break
    if (
        at + 2 < len(doc)
        and doc[at + 1].lower_ in reading.profile.titles.affiliation
        and (found := collective(reading, doc[at + 2]))
        and found != title.person
    ):
        return found
    return None

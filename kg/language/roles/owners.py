"""Whose a title is: what stands in the genitive before it, or after a preposition."""

from kg.language.reading import Named, Reading
from kg.language.roles.words import indefinite, is_title, is_title_beside
from kg.language.tokens import Token

#: So many words back or on an owner is looked for.
REACH = 4


def owner_before(reading: Reading, last: int) -> str | None:
    """Return the entity whose genitive or adjective ends at token `last`.

    A noun in the genitive is looked through: "det israelske militærs".
    """
    name = name_before(reading, last)
    return name.entity if name else None


def name_before(reading: Reading, last: int) -> Named | None:
    """Return the name that `owner_before` means."""
    doc, i = reading.doc, last
    for _ in range(REACH):
        if i < 0:
            return None
        named = reading.name_at.get(i)
        if named and named.entity and _owns(reading, doc[i]):
            return named
        if named or not (
            doc[i].pos_ in {"ADJ", "DET"} or (doc[i].pos_ == "NOUN" and is_genitive(reading, i))
        ):
            return None
        i -= 1
    return None


def _owns(reading: Reading, token: Token) -> bool:
    return (
        is_genitive(reading, token.i)
        or token.pos_ == "ADJ"
        or token.text[0].islower()
        or "-" in token.text
    )


def is_genitive(reading: Reading, at: int) -> bool:
    """Tell whether a word ends like a genitive."""
    return reading.profile.genitive.ends(reading.doc[at].lower_)


def owner_after(reading: Reading, at: int) -> Named | None:
    """Return the name of "formand for Dansk Handel", "medlem af det britiske parlament"."""
    doc, titles = reading.doc, reading.profile.titles
    _, end = reading.paragraph_bounds(reading.paragraph(at))
    if at + 1 >= end or doc[at + 1].lower_ not in titles.affiliation:
        return None
    seated = is_seated(reading, indefinite(reading, doc[at]))
    sits = seated or doc[at + 1].lower_ in titles.seat_prepositions
    hails = not seated and doc[at + 1].lower_ in titles.employers
    adjective: Named | None = None
    for i in range(at + 2, min(at + 2 + REACH, end)):
        name = reading.name_at.get(i)
        if name and name.kind == "PERSON" and doc[i - 1].pos_ == "NOUN":
            return name if is_title(reading, doc[i - 1]) else adjective
        seat = name and (name.kind != "PLACE" or sits or is_house(reading, name))
        if name and seat and not (name.kind == "COUNTRY" and hails):
            if doc[i].text[0].isupper():
                return name
            adjective = name
        elif doc[i].pos_ not in {"DET", "ADJ", "NOUN", "X"} or doc[i].lower_ in titles.one:
            return adjective
    return adjective


def is_house(reading: Reading, name: Named) -> bool:
    """Tell whether a name is of a place that has people of its own: a hospital."""
    houses, ending = reading.profile.titles.houses, reading.profile.genitive.ending
    words = [token.lower_ for token in reading.doc[name.start : name.end]]
    house = any(w.endswith(houses) or w.removesuffix(ending).endswith(houses) for w in words)
    return name.kind == "PLACE" and house


def past_brackets(reading: Reading, i: int) -> int:
    """Return where the "(S)" of "Ida Bo (S), borgmester" ends that begins at `i`."""
    doc = reading.doc
    follows = i + 3 < len(doc) and doc[i].text == "(" and doc[i + 3].text == ","
    return i + 3 if follows and not is_title_beside(reading, doc[i + 1]) else i


def is_seated(reading: Reading, title: str) -> bool:
    """Tell whether a place may have a title: "borgmester i Odense", not "tandlæge i Odense"."""
    titles = reading.profile.titles
    return title.endswith((*titles.offices, *titles.seated))


def owners_joined(reading: Reading, first: Named) -> list[Named]:
    """Return the names after the first one in "formand for Lys, Dansk Handel og Novo"."""
    doc, found, joint = reading.doc, [], ""
    name: Named | None = first
    while name:
        joint = doc[name.end].lower_ if name.end + 1 < len(doc) else ""
        joins = joint in {",", *reading.profile.clauses.coordination}
        following = reading.name_at.get(name.end + 1) if joins else None
        same = following and following.kind == first.kind and following.start == name.end + 1
        name = following if same else None
        if name:
            found.append(name)
            closed = joint != ","
    return found if found and closed else []


def body_behind(reading: Reading, i: int, title: str) -> Named | None:
    """Return whose a title is in "direktør Bo Holm i Novo", "overlæge Bo Holm på Ribe Sygehus".

    `i` is where the name ends. A body has a head, a house people, a place who is seated there.
    """
    profile = reading.profile
    if i + 1 >= len(reading.doc) or reading.doc[i].lower_ not in profile.names.seats:
        return None
    owner = reading.name_at.get(i + 1)
    if owner is None or owner.start != i + 1:
        return None
    if owner.kind == "ORGANISATION":
        return owner if title.endswith(profile.titles.heads) else None
    titles = profile.titles
    state = title.endswith(titles.state_offices)
    seated = owner.kind == "PLACE" and title.endswith(titles.seated) and not state
    return owner if seated or is_house(reading, owner) else None


def employer_after(reading: Reading, i: int) -> Named | None:
    """Return the name that stands from `i` on in "Mogens Lund fra Novo", "Steen Lund, Novo"."""
    doc = reading.doc
    if i + 1 >= len(doc):
        return None
    owner = reading.name_at.get(i + 1)
    if owner is None or owner.start != i + 1 or owner.kind == "PERSON":
        return None
    closed = owner.end >= len(doc) or not doc[owner.end].is_alpha
    joined = doc[i].lower_ in reading.profile.titles.employers or (doc[i].text == "," and closed)
    return owner if joined else None

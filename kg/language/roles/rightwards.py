"""Read rightwards from a title: its field, "i jura", and what it is for, which is no part of it."""

from kg.language.reading import Reading, has


def field(reading: Reading, at: int) -> tuple[list[str], int]:
    """Return the words of a field or grade, and where the title ends with them.

    "i international jura", "af reserven".
    """
    doc, (_, end) = reading.doc, reading.paragraph_bounds(reading.paragraph(at))
    for stop in range(at + 3, min(at + 5, end) + 1):
        if (grade := reading.surface(at + 1, stop).lower()) in reading.profile.titles.grades:
            return [grade], stop
    if at + 2 >= end or doc[at + 1].lower_ != reading.profile.titles.field_preposition:
        return [], at + 1
    for i in range(at + 2, min(at + 5, end)):
        if doc[i].pos_ in {"NOUN", "PROPN"} and _names_field(reading, i):
            return [t.lower_ for t in doc[at + 1 : i + 1]], i + 1
        if doc[i].pos_ != "ADJ" or i in reading.name_at:
            break
    return [], at + 1


def _names_field(reading: Reading, i: int) -> bool:
    """Tell whether a noun is a field: no name, no time, nothing known."""
    token = reading.doc[i]
    following = reading.name_at.get(i + 1)
    beside = following is not None and following.kind == "PERSON"
    known = has(token, "Definite", "Def") and token.pos_ == "NOUN" and not beside
    times = {*reading.profile.dates.months, *reading.profile.titles.years}
    return not (known or i in reading.name_at or token.lower_ in times)


def noun_after(reading: Reading, end: int) -> int:
    """Return where the noun ends that an adjective before `end` stands with: "den danske hær"."""
    doc, (_, last) = reading.doc, reading.paragraph_bounds(reading.paragraph(end - 1))
    small = doc[end - 1].text[0].islower()
    return end + 1 if small and end < last and doc[end].pos_ == "NOUN" else end


def purpose(reading: Reading, end: int) -> int:
    """Return where "for europæisk forsikring", "i Odense" ends that begins at `end`.

    It is part of no title.
    """
    doc, (_, last) = reading.doc, reading.paragraph_bounds(reading.paragraph(end - 1))
    if end + 1 >= last or doc[end].lower_ not in reading.profile.titles.affiliation:
        return end
    for i in range(end + 1, min(end + 4, last)):
        if name := reading.name_at.get(i):
            return name.end if name.kind == "PLACE" else end
        if doc[i].pos_ == "NOUN":
            return i + 1
        if doc[i].pos_ not in {"ADJ", "DET"}:
            return end
    return end

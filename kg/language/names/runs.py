"""Runs of capitals: what stands in capitals in the middle of a sentence is a name, seen or not.

A name that was recognised in part grows to the whole run ("Weather Service" -> "National Weather
Service"), and a run in which nothing was recognised is a name of its own.
"""

import re

from kg.language.marks import DASHES, QUOTATION_MARKS
from kg.language.names.boundaries import is_title_in_capitals
from kg.language.names.gazetteer import DERIVED, gazetteer, gender
from kg.language.names.lists import lists
from kg.language.names.nominative import ends_genitive
from kg.language.reading import Named, Reading, once_for

#: A gazetteer place above this rank is a place also behind a forename.
SURE_PLACE = 0.8
#: After these a capital may be that of a sentence.
ENDS = {".", ":", "?", "!", "…"} | QUOTATION_MARKS | DASHES
_INFLECTED = re.compile(r"[^\W\d_]*([^\W\d_])['’]([^\W\d_]{2,})")


def whole_runs(reading: Reading, names: list[Named]) -> list[Named]:
    """Return the names, grown to the runs they stand in, and the runs in which none stands."""
    owner = {i: n for n in names for i in range(n.start, n.end)}
    found = list(names)
    for start, end in runs(reading):
        inside = sorted(
            {id(owner[i]): owner[i] for i in range(start, end) if i in owner}.values(),
            key=lambda n: n.start,
        )
        if not inside:
            found.append(Named(start, end, "ORGANISATION", "run", 0.5))
        elif all(start <= n.start and n.end <= end for n in inside):
            inside = _one_person(reading, inside)
            found += _grow(reading, inside, start, end)
    return [n for n in found if n.start < n.end]


def _one_person(reading: Reading, inside: list[Named]) -> list[Named]:
    """Join a person's name and the small place that its last word is too: "Kim Jong Un"."""
    kept: list[Named] = []
    for name in inside:
        before = kept[-1] if kept else None
        small = name.method == "gazetteer" and name.kind == "PLACE" and name.score < SURE_PLACE
        follows = before and before.kind == "PERSON" and before.end == name.start
        if before and follows and small and not ends_genitive(reading, before.end - 1):
            before.end, name.start = name.end, name.end
        else:
            kept.append(name)
    return kept


def _grow(reading: Reading, inside: list[Named], start: int, end: int) -> list[Named]:
    """Let the names of a run take the words around them; return the names made of the rest.

    The first grows to the left, every one to the right, but what ends there stays as it is:
    "Det Hvide Hus Ari Fleischer".
    """
    if inside[0].start > start and _grows_left(reading, inside[0], start):
        inside[0].start = start
    rest = []
    for name, following in zip(inside, [*inside[1:], None], strict=True):
        stop = following.start if following else end
        if name.end < stop and not _ends(reading, name):
            name.end = stop
        elif name.end < stop and reading.doc[name.end].text[0].isupper():
            rest.append(Named(name.end, stop, name.kind, "run", 0.5))
    return rest


def _grows_left(reading: Reading, name: Named, start: int) -> bool:
    """Tell whether the words before a name are of it: not before a forename or an adjective.

    A common word is not of a person's name.
    """
    first = reading.doc[name.start].text
    common = lists(reading.language).is_word(reading.doc[start].text)
    return (
        first[0].isupper()
        and not gender(first, reading.language)
        and not (common and name.kind == "PERSON")
    )


def _ends(reading: Reading, name: Named) -> bool:
    """Tell whether nothing can be added to a name.

    It is an adjective or a genitive, or the table has it in several words and a forename follows.
    """
    text = reading.surface(name.start, name.end)
    known = gazetteer(reading.language).lookup(text)
    follower = reading.doc[name.end].text
    return (
        text[0].islower()
        or bool(known and known[0].how in DERIVED and not begins_name(reading, name.start))
        or ends_genitive(reading, name.end - 1)
        or bool(known and " " in text and gender(follower, reading.language))
    )


def runs(reading: Reading) -> list[tuple[int, int]]:
    """Return the stretches of words with capitals, without common words that begin a sentence."""
    doc, found, end = reading.doc, [], 0
    for start in capitals(reading):
        if start < end or not _begins(reading, start):
            continue
        _, high = reading.paragraph_bounds(reading.paragraph(start))
        end = start + 1
        while end < high and (step := _continues(reading, end, high)):
            end += step
        lone = end == start + 1 and is_inflected(reading, doc[start].text)
        lone = lone or _is_shouted(reading, start, end)
        if not reading.shouted(start) and not lone:
            found.append((start, end))
    return found


def _begins(reading: Reading, at: int) -> bool:
    """Tell whether a run can begin at a capital: no sentence, quote or line causes it."""
    token = reading.doc[at]
    if "-" in token.text[1:] and not token.text.split("-")[-1][:1].isupper():
        return False
    if token.text in reading.profile.names.no_organisation:
        return False
    if token.lower_ in reading.profile.titles.modifiers:
        return False
    if at in _openings(reading):
        if begins_name(reading, at):
            return True
        alone = at + 1 == len(reading.doc) or not reading.doc[at + 1].text[0].isupper()
        body = alone and token.lower_.endswith(reading.profile.names.definite_bodies)
        return (body or token.pos_ == "PROPN") and not lists(reading.language).is_word(token.text)
    return not (len(token.text) == 1 and token.pos_ != "PROPN")


def begins_name(reading: Reading, at: int) -> bool:
    """Tell whether an adjective begins both a name and a sentence: "Dansk Handel siger nej"."""
    doc = reading.doc
    if at not in _openings(reading) or at + 1 >= len(doc) or not doc[at].is_title:
        return False
    known, following = gazetteer(reading.language).lookup(doc[at].text), doc[at + 1]
    common = following.is_title and lists(reading.language).is_word(following.text)
    adjective = bool(known) and known[0].how == "adjective"
    return adjective and common and not gender(following.text, reading.language)


def _is_shouted(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a run is common words in capitals: "IKKE EN KRONE MERE"."""
    words = [t.text for t in reading.doc[start:end] if t.is_alpha]
    common = sum(map(lists(reading.language).is_word, words))
    return len(words) > 1 and all(map(str.isupper, words)) and 2 * common > len(words)


def is_inflected(reading: Reading, word: str) -> bool:
    """Tell whether a word is an abbreviation with an ending, for those called so: "PhD'er"."""
    parts = _INFLECTED.fullmatch(word)
    called = bool(parts and parts[1].isupper() and parts[2].islower())
    return called and not gazetteer(reading.language).lookup(word)


@once_for()
def capitals(reading: Reading) -> list[int]:
    """Return the tokens that begin with a capital."""
    return [t.i for t in reading.doc if t.text[0].isupper()]


@once_for()
def _openings(reading: Reading) -> set[int]:
    """Return the tokens whose capital may be that of a sentence.

    Those are the first ones with a letter from where a sentence or paragraph begins or may begin.
    """
    doc, openings = reading.doc, set()
    ended = [t.i + 1 for t in doc if t.text in ENDS]
    for start in {*(s.start for s in doc.sents), *doc.paragraph_ends, *ended}:
        at = start
        while at < len(doc) and not any(map(str.isalpha, doc[at].text)):
            at += 1
        openings.add(at)
    return openings


def _continues(reading: Reading, at: int, high: int) -> int:
    """Return how many tokens at `at` carry a run on: 0 where it ends before."""
    doc = reading.doc
    token = doc[at]
    before = doc[at - 1].text
    ended = before == reading.profile.genitive.unmarked(before) and ends_genitive(reading, at - 1)
    if ended or is_title_in_capitals(reading, token):
        return 0
    if token.text[0].isupper() and not (
        "-" in token.text[1:] and token.text.split("-")[-1][:1].islower()
    ):
        return 1
    if re.fullmatch(r"\d|[IVX]+", token.text) and not (
        at + 1 < high and doc[at + 1].text in {"%", "."}
    ):
        return 1
    if (
        token.text == "."
        and len(doc[at - 1].text) <= 2
        and at + 1 < high
        and doc[at + 1].text[0].isupper()
        and not (doc[at + 1].is_sent_start and len(doc[at - 1].text) > 1)
    ):
        return 1
    words = reading.profile.names.joining
    for length in (1, 2):
        if (
            at + length < high
            and all(doc[at + k].text in words for k in range(length))
            and doc[at + length].text[0].isupper()
        ):
            return length
    return 0

"""What speaks for and against each kind that a name may have: the features of `kinds`.

A feature is a name with a value, mostly 0 to 1. Features of the context are shares of the places
where the article has the name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from kg.language.marks import QUOTATION_MARKS, SINGLE_MARKS
from kg.language.names.gazetteer import gazetteer, gender
from kg.language.names.lists import MOST_BITS, lists
from kg.language.parsing import name_spans
from kg.language.profile import Profile
from kg.language.reading import VERBAL, Named, Reading, has, once_for

Features = dict[str, float]
#: Names of more words than this are all called long.
LONG = 5
#: So many names back a list is followed.
LONGEST_LIST = 8
MARKS = QUOTATION_MARKS | SINGLE_MARKS


def of_places(reading: Reading, places: Sequence[Named]) -> Features:
    """Return the features that a name has for where it stands."""
    found: dict[str, float] = {}
    share = 1 / len(places)
    for place in places:
        low, high = reading.paragraph_bounds(reading.paragraph(place.start))
        told = {*_seen(reading, place), *_before(reading, place, low)}
        told.update(_after(reading, place, high), _described(reading, place, high))
        told.update(_in_list(reading, place))
        for feature in told:
            found[feature] = found.get(feature, 0.0) + share
    return found


def of_itself(profile: Profile, language: str, text: str) -> Features:
    """Return the features that a name, without the ending of the genitive, has anywhere."""
    found: dict[str, float] = defaultdict(float)
    telling = (_form(profile, language, text), _words(language, text))
    for feature, value in chain(*telling, _known(profile, language, text)):
        found[feature] += value
    return found


def _form(profile: Profile, language: str, text: str) -> Iterator[tuple[str, float]]:
    """Yield how the name is written."""
    words = text.split()
    yield "always", 1
    yield f"words:{min(len(words), LONG)}", 1
    if text.isupper() and len(text) > 1 and not gazetteer(language).lookup(text):
        yield f"capitals:{min(len(text), LONG)}", 1
    yield "digit", float(any(c.isdigit() for c in text))
    yield "sign", float("&" in text or "+" in text or "/" in text)
    yield "hyphen", float("-" in text)
    yield "point", float("." in text)
    small = {w for w in words[1:] if w[0].islower()}
    yield "small word", float(bool(small - profile.names.particles))
    yield "particle", float(bool(small & profile.names.particles))
    yield "mixed case", float(any(a.islower() and b.isupper() for a, b in pairwise(text)))
    names = profile.names
    yield "ends like a body", float(text.lower().endswith(names.body_suffixes))
    yield "ends like a thing", float(text.lower().endswith(profile.evidence.things))
    yield "ends like a place", float(text.lower().endswith(names.place_suffixes))


def _words(language: str, text: str) -> Iterator[tuple[str, float]]:
    """Yield what the words of the name are known as: names of people, words, key words."""
    words, known = text.split(), lists(language)
    where = "alone" if len(words) == 1 else "begins"
    first, last = known.bearers(words[0]), known.bearers(words[-1])
    yield f"{where} forename", first.forename / MOST_BITS
    yield f"{where} no forename", float(not first.forename)
    yield f"{where} surname", first.families / MOST_BITS
    yield f"{where} gender", float(bool(gender(words[0], language)))
    yield f"{where} word", float(known.is_word(words[0]))
    if len(words) > 1:
        yield "ends surname", last.families / MOST_BITS
        yield "ends no surname", float(not last.families)
        yield "ends word", float(known.is_word(words[-1]))
        yield "initial", float(any(map(_is_initials, words[:-1])))
        yield from _keys(language, words[0], "first")
    yield from _keys(language, words[-1], "last" if len(words) > 1 else "alone")


def _is_initials(word: str) -> bool:
    """Tell whether a word is initials: "C", "C.V."."""
    letters = word.replace(".", "")
    return letters.isupper() and len(letters) <= 3 and (len(word) == 1 or "." in word)


def _keys(language: str, word: str, where: str) -> Iterator[tuple[str, float]]:
    times = lists(language).key(word, "first" if where == "first" else "last")
    for kind, number in zip(("person", "organisation", "place", "thing"), times, strict=True):
        yield f"{where} key {kind}", number / (sum(times) + 1)


def _known(profile: Profile, language: str, text: str) -> Iterator[tuple[str, float]]:
    """Yield what the gazetteer has under this name."""
    candidates = gazetteer(language).lookup(text)
    if not candidates:
        small = text[0].islower() and text.partition(" ")[0] not in profile.names.particles
        yield f"unknown{' small' if small else ''}", 1
        return
    best = candidates[0]
    if text[0].islower():
        yield f"small {best.how}", 1
    doubt = " doubtful" if best.ambiguous else ""
    yield f"known {best.kind} {best.how}{doubt}", 1
    yield f"prior {best.kind}", best.prior
    for kind in {c.kind for c in candidates[1:] if c.how == "name"} - {best.kind}:
        yield f"also {kind}", 1


@once_for()
def recognised(reading: Reading) -> dict[int, str]:
    """Return the kind that the pipeline's recogniser saw at each token."""
    spans = name_spans(reading.doc)
    return {i: kind for span, kind in spans for i in range(span.start, span.end)}


def _seen(reading: Reading, place: Named) -> Iterator[str]:
    """Yield what the recogniser and the parser say of the name at one place."""
    kinds = recognised(reading)
    yield "recognised " + kinds.get(place.end - 1, "nothing")
    yield "begun " + kinds.get(place.start, "nothing")
    token = reading.doc[place.end - 1]
    yield "tagged " + token.pos_
    yield f"acts {reading.head(place).dep_.partition(':')[0]}"
    if place.part:
        yield "in compound"
        yield from (f"compound of {c}" for c in noun_classes(reading, token.lower_))
    elif reading.profile.genitive.ends(token.text):
        yield "may be genitive"


def _before(reading: Reading, place: Named, low: int) -> Iterator[str]:
    """Yield what stands before the name, in the paragraph that begins at `low`."""
    doc, telling = reading.doc, reading.profile.evidence
    if place.start == low or doc[place.start].is_sent_start:
        yield "opens"
        return
    before = doc[place.start - 1]
    if before.lower_ in telling.words:
        yield f"after {before.lower_}"
    yield f"after {before.pos_}"
    if before.pos_ == "NOUN":
        form = "Def" if has(before, "Definite", "Def") else "Ind"
        yield from (f"after {form} {c}" for c in noun_classes(reading, before.lower_))
    elif before.text == "," and place.start - 2 >= low and doc[place.start - 2].pos_ == "NOUN":
        yield from (f"after comma {c}" for c in noun_classes(reading, doc[place.start - 2].lower_))
    if before.pos_ in VERBAL and before.lower_ in reading.lexicon.speaking:
        yield "after cue"
    if before.text in MARKS:
        yield "after quotation mark"
    if before.text == "(":
        yield "in brackets"


def _after(reading: Reading, place: Named, high: int) -> Iterator[str]:
    """Yield what stands after the name, in the paragraph that ends before `high`."""
    doc, telling = reading.doc, reading.profile.evidence
    if place.end >= high:
        yield "closes"
        return
    after = doc[place.end]
    if after.lower_ in telling.words:
        yield f"before {after.lower_}"
    yield f"before {after.pos_}"
    if after.pos_ in VERBAL and after.lower_ in reading.lexicon.speaking:
        yield "before cue"
    if after.text in MARKS:
        yield "before quotation mark"
    if after.text == "(":
        yield "before brackets"
    if (
        after.text == ","
        and place.end + 1 < high
        and re.fullmatch(r"\d\d", doc[place.end + 1].text)
    ):
        yield "before age"
    if after.pos_ == "NOUN":
        yield from (f"before {c}" for c in noun_classes(reading, after.lower_))


def _in_list(reading: Reading, place: Named) -> Iterator[str]:
    """Yield what stands before the list that the name is part of, and what else is in it."""
    if not _joined(reading, place):
        return
    first, others = place, list[Named]()
    while (before := _joined(reading, first)) and len(others) < LONGEST_LIST:
        first = before
        others.append(before)
    for other in others:
        known = gazetteer(reading.language).lookup(reading.surface(other.start, other.end))
        if known and not known[0].ambiguous:
            yield f"listed with {known[0].kind}"
        yield f"listed with recognised {recognised(reading).get(other.end - 1, 'nothing')}"
    if first.start:
        head = reading.doc[first.start - 1]
        yield from (f"listed after {c}" for c in noun_classes(reading, head.lower_))
        if head.lower_ in reading.profile.evidence.words:
            yield f"listed after {head.lower_}"


def _joined(reading: Reading, place: Named) -> Named | None:
    """Return the name that a comma or "og" joins to the one at `place`, before it."""
    doc, at = reading.doc, place.start - 1
    if at > 0 and (doc[at].text == "," or doc[at].lower_ in reading.profile.clauses.coordination):
        return reading.name_at.get(at - 1)
    return None


def _described(reading: Reading, place: Named, high: int) -> Iterator[str]:
    """Yield the classes of the noun that says what the name is: "X er en by", "X, en by i"."""
    doc, linking = reading.doc, reading.profile.clauses.linking
    at = place.end
    if at >= high or not (doc[at].text == "," or doc[at].lower_ in linking):
        return
    how = "called" if doc[at].text == "," else "is"
    for i in range(at + 1, min(at + 7, high)):
        if doc[i].pos_ == "NOUN":
            yield from (f"{how} {c}" for c in noun_classes(reading, doc[i].lower_))
            return
        if doc[i].pos_ not in {"DET", "ADJ", "ADV", "NUM", "PRON"}:
            return


def noun_classes(reading: Reading, word: str) -> list[str]:
    """Return the classes of nouns that a word belongs to, in any of its forms."""
    return _classes(reading.profile, word)


@lru_cache(maxsize=20_000)
def _classes(profile: Profile, word: str) -> list[str]:
    telling = profile.evidence
    classes = {
        "of a place": telling.places,
        "of a body": telling.bodies,
        "of a thing": telling.things,
        "title": profile.titles.suffixes,
    }
    return [name for name, endings in classes.items() if word.endswith(endings)]

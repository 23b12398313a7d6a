"""Bring the names of each person of an article together under the fullest of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from kg.language.names.gazetteer import gender
from kg.language.reading import Named, Reading
from kg.model import Entity, Name, entity_id

#: Of two who bear a surname, the one meant is named so many times as often.
OFTENER = 2
#: A surname of fewer letters is not taken for a misspelling of another one.
LONG = 7


@dataclass(slots=True)
class Full:
    """A full name of the article: its words, where it stands, and the name it is short for."""

    words: tuple[str, ...]
    places: list[Named]
    fullest: str = ""


def persons(reading: Reading, nominatives: dict[int, str]) -> dict[int, Entity]:
    """Bring a person's names together by surname, by forename, by a part of a longer name."""
    people = [n for n in reading.names if n.kind == "PERSON" and nominatives[id(n)]]
    _couples(reading, people, nominatives)
    full: dict[str, Full] = {}
    for name in people:
        words = tuple(nominatives[id(name)].split())
        if len(words) > 1:
            full.setdefault(" ".join(words), Full(words, [])).places.append(name)
    by_word = _by_word(full)
    for one in full.values():
        one.fullest = _longer(one.words, full, by_word)
    result = {}
    for name in people:
        text = nominatives[id(name)]
        found = _found(reading, name, text, full, by_word)
        found = full[found].fullest if found in full else found
        open_in = "" if " " in found else reading.article.id
        result[id(name)] = Entity(
            entity_id("PERSON", found, article=open_in), "PERSON", found, _surname(reading, found)
        )
        if found != text:
            name.method = "person-in-article"
    return result


def _found(
    reading: Reading,
    name: Named,
    text: str,
    full: dict[str, Full],
    by_word: dict[str, list[str]],
) -> str:
    """Return the full name that a name stands for: itself, if it is one and no "Dr. Lund"."""
    style, _, surname = text.partition(" ")
    styled = style.lower() in reading.profile.names.styles and " " not in surname
    if text in full and not (surname and styled):
        return text
    if not styled:
        return _bearer(reading, name, text, full, by_word)
    others = [t for t in by_word.get(surname.casefold(), ()) if t != text]
    bearer = _bearer(reading, name, surname, full, {surname.casefold(): others})
    return bearer if bearer in full else text


def _surname(reading: Reading, full: str) -> tuple[Name, ...]:
    """Return the surname that a person is also known by.

    Without and with the particles before it: "Leyen" and "von der Leyen".
    """
    words = full.split()
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1] in reading.profile.names.particles:
        first -= 1
    return tuple(Name(" ".join(words[i:])) for i in sorted({first, len(words) - 1}))


def _couples(reading: Reading, people: list[Named], nominatives: dict[int, str]) -> None:
    """Give a forename that is joined by "og" to a full name that one's surname.

    "Poul og Connie Thomsen".
    """
    full = {text for n in people if " " in (text := nominatives[id(n)])}
    ends = Counter(word for text in full for word in {text.split()[0], text.split()[-1]})
    for first, second in pairwise(people):
        joined = (
            second.start == first.end + 1
            and reading.doc[first.end].lower_ in reading.profile.clauses.coordination
        )
        forename, words = nominatives[id(first)], nominatives[id(second)].split()
        if not joined or " " in forename or len(words) != 2:
            continue
        whole = f"{forename} {words[-1]}"
        if ends[forename] == (whole in full):
            nominatives[id(first)] = whole


def _by_word(full: dict[str, Full]) -> dict[str, list[str]]:
    """Return the full names in which each word stands, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for text, one in full.items():
        for word in {w.casefold() for w in one.words}:
            found[word].append(text)
    return found


def _longer(words: tuple[str, ...], full: dict[str, Full], by_word: dict[str, list[str]]) -> str:
    """Return the fullest name of the article that a full name is short for, or the name.

    "Holm Lund" is Ida Holm-Lund.
    """
    last = words[-1].casefold().strip(".")
    near = [*by_word.get(last, ()), *by_word.get(f"{words[-2].casefold()}-{last}", ())]
    fits = [t for t in near if _short(words, full[t])]
    return max(fits, key=lambda text: len(full[text].words), default=" ".join(words))


def _short(words: tuple[str, ...], whole: Full) -> bool:
    """Tell whether words are a full name with fewer forenames, or with initials for them."""
    folded, long = _parts(words), _parts(whole.words)
    rest = iter(long)
    return (
        len(folded) < len(long)
        and folded[-1] == long[-1]
        and all(any(w == o or (len(w) == 1 and o.startswith(w)) for o in rest) for w in folded)
    )


def _parts(words: tuple[str, ...]) -> list[str]:
    """Return the words of a name, of double names each part, to be compared."""
    return [part.strip(".") for word in words for part in word.casefold().split("-")]


def _bearer(
    reading: Reading,
    name: Named,
    word: str,
    full: dict[str, Full],
    by_word: dict[str, list[str]],
) -> str:
    """Return the full name that one word at a place stands for, or the word where that is open.

    It is a surname before it is a forename. Of several who bear it, the one with the same title or
    the sex that "fru" or "hr." says; else the one that the article names twice as often as any
    other, or who is not introduced as another's wife or son.
    """
    folded = word.casefold()
    having = by_word.get(folded) or _misspelt(folded, full)
    bearers = [t for t in having if _last(full[t]) == folded] or having
    others = [t for t in bearers if not _is_relative(reading, full[t])]
    for fits in (_same_sex, _same_title):
        if len(_distinct(bearers, full)) > 1:
            bearers = [t for t in bearers if fits(reading, name, full[t])] or bearers
    if len(_distinct(bearers, full)) > 1:
        bearers = [t for t in bearers if t in others] or bearers
    if len(_distinct(bearers, full)) > 1:
        ranked = sorted(bearers, key=lambda t: -len(full[t].places))
        often, next_often = (len(full[t].places) for t in ranked[:2])
        bearers = ranked[:1] if often >= OFTENER * next_often else []
    return bearers[0] if bearers else word


def _misspelt(word: str, full: dict[str, Full]) -> list[str]:
    """Return the full names whose surname a long word misspells by a letter.

    "Mogensgaad" for "Mogensgaard".
    """
    if len(word) < LONG:
        return []
    return [t for t in full if OSA.distance(_last(full[t]), word, score_cutoff=1) == 1]


def _last(one: Full) -> str:
    return one.words[-1].casefold()


def _distinct(bearers: list[str], full: dict[str, Full]) -> set[str]:
    """Return the names of different people among full names."""
    return {full[text].fullest for text in bearers}


def _same_sex(reading: Reading, name: Named, one: Full) -> bool:
    """Tell whether "fru" or "hr." before or in a name is right of a person."""
    known = reading.profile.names.honorifics
    said = known.get(_before(reading, name)) or known.get(reading.doc[name.start].lower_)
    sex = gender(one.words[0], reading.language)
    return said is not None and sex in {said, None}


def _same_title(reading: Reading, name: Named, one: Full) -> bool:
    """Tell whether the noun before a name stands before the full name too."""
    noun = _before(reading, name)
    return bool(noun) and any(_before(reading, place) == noun for place in one.places)


def _is_relative(reading: Reading, one: Full) -> bool:
    """Tell whether a person is introduced as somebody's relative: "hans hustru, Ida Lund"."""
    relatives = reading.profile.names.relatives
    return any(_before(reading, place).endswith(relatives) for place in one.places)


def _before(reading: Reading, name: Named) -> str:
    """Return the noun before a name, a comma left out, without its article; "" for none."""
    at = name.start - 1
    if at > 0 and reading.doc[at].text == ",":
        at -= 1
    if at < 0:
        return ""
    word = reading.doc[at].lower_
    titles = reading.profile.titles.suffixes
    honorific = word in reading.profile.names.honorifics
    noun = honorific or reading.doc[at].pos_ == "NOUN" or word.endswith(titles)
    return word.removesuffix(reading.profile.titles.definite_ending) if noun else ""

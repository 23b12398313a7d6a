"""Find the names in an article.

They are what the pipeline recognised, what the gazetteer knows, and the parts of compounds.

The recogniser sees the context, the gazetteer knows the world; where they disagree about the same
words, the longer span wins, then the gazetteer, unless the word is ambiguous or the recogniser saw
a person.
"""

import re

from kg.language.names.boundaries import kind_of_form, repair
from kg.language.names.further import bodies, compounds, joined_bodies, repeated, take_purposes
from kg.language.names.gazetteer import DERIVED, Candidate, Gazetteer, gazetteer, gender
from kg.language.names.kinds import agree
from kg.language.names.runs import begins_name, is_inflected, whole_runs
from kg.language.parsing import name_spans
from kg.language.reading import Named, Reading, once_for
from kg.language.tokens import Doc

LONGEST_NAME = 7
#: A gazetteer place below this rank needs the recogniser's word for it, for many villages are
#: called like common words.
CERTAIN_PLACE = 0.35
#: A gazetteer place above this rank is a place where the recogniser sees a person.
SURE_PLACE = 0.8
_EDGE = re.compile(r"^\W+$")
HYPHENS = "-–"
_HYPHENED = re.compile(r"[^\W\d_]+[-–]([^\W\d_])")


def recognise(reading: Reading) -> None:
    """Fill `reading.names`; kinds are set, entities are not."""
    find(reading)
    agree(reading)


def find(reading: Reading) -> None:
    """Fill `reading.names` with all that may be a name, each place with a kind of its own."""
    table = gazetteer(reading.language)
    recognised = repair(reading, _recognised(reading))
    for name in recognised:
        name.kind = kind_of_form(reading, reading.surface(name.start, name.end)) or name.kind
    known = _known(reading, table, recognised)
    names = whole_runs(reading, _merge(reading, recognised, known))
    names += joined_bodies(reading, table, names)
    names = [n for n in names if n.start < n.end]
    names += compounds(reading, table, names)
    names = [n for n in names if n.start < n.end]
    names += repeated(reading, names)
    names += bodies(reading, names)
    reading.names = [n for n in names if n.start < n.end]
    reading.index_names()
    take_purposes(reading)
    reading.index_names()


def _recognised(reading: Reading) -> list[Named]:
    found = []
    for span, kind in name_spans(reading.doc):
        start, end = span.start, span.end
        while start < end and (_EDGE.match(reading.doc[start].text) or reading.doc[start].is_space):
            start += 1
        while end > start and (
            _EDGE.match(reading.doc[end - 1].text) or reading.doc[end - 1].is_space
        ):
            end -= 1
        if end - start > 1 and _is_joined(reading.doc[end - 1].text):
            end -= 1
        text = reading.surface(start, end) if end > start else ""
        named = any(c.isupper() for c in text) and not reading.shouted(start)
        if named and not (end - start == 1 and _is_no_name(reading, text)):
            found.append(Named(start, end, kind, "recogniser", 0.8))
    return found


def _is_joined(word: str) -> bool:
    """Tell whether a word is a compound with a hyphen: "Boel-koncert"."""
    joint = _HYPHENED.match(word)
    return bool(joint and joint[1].islower())


def _is_no_name(reading: Reading, word: str) -> bool:
    """Tell whether a word only looks like a name.

    It is an abbreviation that names nothing ("TV"), or those who are called so ("PhD'er"), or it
    leaves its end to another word ("Told- og"), or is a compound, or belongs to a title ("Fhv.").
    """
    titles = reading.profile.titles
    if word in reading.profile.names.no_organisation or word.lower() in titles.modifiers:
        return True
    if is_inflected(reading, word):
        return True
    open_ended = word[-1] in HYPHENS and not gazetteer(reading.language).lookup(word)
    return open_ended or (_is_joined(word) and _is_compound(reading, word))


def _is_compound(reading: Reading, text: str) -> bool:
    """Tell whether a hyphened word is no name of itself.

    It is about its first part ("EF-landene") or about nothing ("TV-udsendelsen").
    """
    first = re.split(r"[-–]", text)[0]
    return first in reading.profile.names.no_organisation or any(
        c.how not in DERIVED for c in gazetteer(reading.language).lookup(first)
    )


def _known(
    reading: Reading, table: Gazetteer, recognised: list[Named]
) -> list[tuple[Named, Candidate]]:
    """Return the longest stretches that the gazetteer knows and the context does not deny."""
    doc, end, begins = reading.doc, 0, table.begins
    found: list[tuple[Named, Candidate]] = []
    covered = {t: name for name in recognised for t in range(name.start, name.end)}
    for number in range(len(reading.article.paragraphs)):
        first, last = reading.paragraph_bounds(number)
        if first < last and reading.shouted(first):
            continue
        for token in doc[first:last]:
            begun, i = begins(token.text), token.i
            if i < end or (token.spaced and not begun):
                continue
            if begun == "name" or _goes_on(table, doc, i, last):
                known = _longest(reading, table, i, last, covered.get(i))
                if known:
                    found.append(known)
                    end = known[0].end
    return found


def _goes_on(table: Gazetteer, doc: Doc, at: int, last: int) -> bool:
    """Tell whether a known name may begin at a word that is none, by what follows up to a space.

    Most words that names begin with ("den", "i") begin none here, nor do those before a comma.
    """
    before = doc[at]
    surface = before.text
    for token in doc[at + 1 : min(at + LONGEST_NAME, last)]:
        surface += " " + token.text if before.spaced else token.text
        if table.goes_on(surface):
            return True
        if token.spaced:
            return False
        before = token
    return False


def _longest(
    reading: Reading, table: Gazetteer, start: int, last: int, recognised: Named | None
) -> tuple[Named, Candidate] | None:
    """Return the longest known name that begins at a token, with what it means; None for none."""
    doc = reading.doc
    if not any(map(str.isalpha, doc[start].text)):
        return None
    for end in range(_reach(reading, table, start, last), start, -1):
        mark = doc[end - 1]
        if end - start > 1 and mark.is_punct and mark.text not in {".", ")"}:
            continue
        candidates = _lookup(reading, table, start, end)
        if candidates and _fits(reading, start, end, candidates[0], recognised):
            best = candidates[0]
            return Named(start, end, best.kind, "gazetteer", best.prior), best
    return None


def _reach(reading: Reading, table: Gazetteer, start: int, last: int) -> int:
    """Return where the longest name may end that begins at a token.

    It goes on, from space to space, as long as longer names begin so.
    """
    doc, end, furthest = reading.doc, start + 1, min(start + LONGEST_NAME, last)
    while end < furthest and (not doc[end - 1].spaced or table.opens(reading.surface(start, end))):
        end += 1
    return end


def _lookup(reading: Reading, table: Gazetteer, start: int, end: int) -> list[Candidate]:
    """Look the words up as they stand.

    A word of capitals ("BONN") is looked up as an ordinary name when it is none as it stands.
    """
    surface = reading.surface(start, end)
    found = table.lookup(surface)
    if not found and surface.isupper() and len(surface) > 3:
        found = [
            c
            for c in table.lookup(surface.capitalize())
            if c.how not in DERIVED and not c.ambiguous and c.prior > CERTAIN_PLACE
        ]
    return found


def _fits(
    reading: Reading, start: int, end: int, candidate: Candidate, recognised: Named | None
) -> bool:
    token = reading.doc[start]
    if candidate.how in DERIVED:
        in_name = (
            recognised is not None
            and recognised.end > end
            and token.text[0].isupper()
            and recognised.kind != "PLACE"
        )
        return (
            token.pos_ in {"ADJ", "NOUN", "PROPN", "X", "ADV"}
            and not in_name
            and not (
                candidate.ambiguous and token.pos_ != "ADJ" and not _at_home(reading, candidate)
            )
            and _is_partisan(reading, end, candidate)
            and not begins_name(reading, start)
        )
    if (
        end - start == 1
        and token.text.endswith(reading.profile.genitive.ending)
        and gender(token.text, reading.language)
        and candidate.kind != "COUNTRY"
    ):
        return False
    if end - start == 1 and len(token.text) == 1:
        return _in_brackets(reading, start, end) or _party_list(reading, start)
    same_span = recognised is not None and (recognised.start, recognised.end) == (start, end)
    opens_sentence = token.is_sent_start or (
        start > 0 and not reading.doc[start - 1].is_alpha and reading.doc[start - 1].is_sent_start
    )
    if candidate.ambiguous:
        return (
            same_span
            or _in_brackets(reading, start, end)
            or (token.text[0].islower() and _at_home(reading, candidate))
            or (
                end - start == 1
                and token.pos_ == "PROPN"
                and not opens_sentence
                and token.text.isalpha()
            )
        )
    if candidate.kind == "PLACE" and end - start == 1 and candidate.prior < CERTAIN_PLACE:
        return recognised is not None and recognised.kind != "PERSON"
    nouns = {"PROPN", "X"} if candidate.kind == "PLACE" else {"PROPN", "X", "NOUN"}
    unseen = end - start == 1 and recognised is None
    return not (opens_sentence and unseen and token.pos_ not in nouns)


def _is_partisan(reading: Reading, end: int, candidate: Candidate) -> bool:
    """Tell whether a word that ends at `end` may be the adjective of a party.

    A doubtful one ("konservativ", "demokratisk") is of a foreign party only beside who may be of
    one ("senator"), where that country is named; one of the own country in news from abroad is not
    beside other nouns ("en konservativ dommer").
    """
    if candidate.kind != "ORGANISATION" or candidate.how != "adjective" or not candidate.ambiguous:
        return True
    doc, home = reading.doc, reading.profile.spelling.home
    beside = end < len(doc) and doc[end].lower_.endswith(reading.profile.names.partisans)
    lands = _lands(reading)
    if candidate.country in home:
        alone = end == len(doc) or doc[end].pos_ != "NOUN"
        return beside or alone or bool(home & lands) or not lands
    return beside and candidate.country in lands


def _at_home(reading: Reading, candidate: Candidate) -> bool:
    """Tell whether the article names the foreign country of what a doubtful word may mean.

    Or a place in it: there "senatet" is that country's.
    """
    return candidate.country in _lands(reading) - reading.profile.spelling.home


@once_for()
def _lands(reading: Reading) -> set[str]:
    """Return the countries that an article surely names, or places in them."""
    table = gazetteer(reading.language)
    first = [found[0] for t in reading.doc if (found := table.lookup(t.text))]
    sure = [c for c in first if not c.ambiguous and c.prior > CERTAIN_PLACE]
    return {land for c in sure if (land := c.code or (c.kind == "PLACE" and c.country))}


def _party_list(reading: Reading, at: int) -> bool:
    """Tell whether a letter stands in a list of capitals: "S og SF", "V, K og LA"."""
    doc = reading.doc
    for step in (-2, 2):
        if (
            0 <= at + step < len(doc)
            and doc[at + step // 2].lower_ in {",", *reading.profile.clauses.coordination}
            and doc[at + step].text.isupper()
            and len(doc[at + step].text) <= 3
        ):
            return True
    return False


def _in_brackets(reading: Reading, start: int, end: int) -> bool:
    return (
        start > 0
        and end < len(reading.doc)
        and reading.doc[start - 1].text == "("
        and reading.doc[end].text in {")", ","}
    )


def _merge(
    reading: Reading, recognised: list[Named], known: list[tuple[Named, Candidate]]
) -> list[Named]:
    """Return one list of names out of two.

    The longer span wins, then the gazetteer, but not against a person with the name of a small
    place.
    """
    kept: list[Named] = []
    taken: dict[int, Named] = {t: n for n in recognised for t in range(n.start, n.end)}
    dropped: set[int] = set()
    for name, candidate in known:
        rivals = {id(taken[t]): taken[t] for t in range(name.start, name.end) if t in taken}
        rival = max(rivals.values(), key=lambda n: n.end - n.start, default=None)
        inside = rival is not None and rival.start <= name.start and name.end <= rival.end
        if rival is not None and inside and rival.end - rival.start > name.end - name.start:
            kept += _inside(reading, name, candidate, rival)
        elif rival is None or not _is_person_after_all(name, candidate, rival):
            kept.append(name)
            dropped |= {
                id(r)
                for r in rivals.values()
                if (name.start <= r.start and r.end <= name.end) or not inside
            }
    return kept + [n for n in recognised if id(n) not in dropped and n.start < n.end]


def _inside(reading: Reading, name: Named, candidate: Candidate, rival: Named) -> list[Named]:
    """Return the known name within a longer recognised one when it stands for itself.

    So does an adjective, or a genitive in front.

    "danske Bank & Co" and "Israels Ali Rad" lose their first word; "Folketingets Finansudvalg"
    keeps it and mentions both.
    """
    adjective = candidate.kind == "COUNTRY" and candidate.how in DERIVED
    whole = reading.surface(name.start, name.end) == candidate.name
    genitive = name.start == rival.start and not whole and _is_genitive(reading, name.end - 1)
    if name.start == rival.start and (adjective or (genitive and rival.kind == "PERSON")):
        rival.start = name.end
    return [name] if adjective or genitive else []


def _is_person_after_all(name: Named, candidate: Candidate, rival: Named) -> bool:
    return (
        rival.kind == "PERSON"
        and name.end - name.start == 1
        and candidate.kind == "PLACE"
        and candidate.prior < SURE_PLACE
    )


def _is_genitive(reading: Reading, token: int) -> bool:
    text = reading.doc[token].text
    return text.endswith(reading.profile.genitive.ending) and not text.isupper()

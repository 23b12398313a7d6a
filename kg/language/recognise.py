"""Find the names in an article: what the pipeline recognised, what the gazetteer knows, and the parts of compounds.

The recogniser sees the context, the gazetteer knows the world; where they disagree about the same words, the longer span wins, then
the gazetteer, unless the word is ambiguous or the recogniser saw a person.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.language.gazetteer import DERIVED, Candidate, Gazetteer, gazetteer, gender
from kg.language.pipeline import name_spans
from kg.language.reading import Named, Reading, has
from kg.language.repair import kind_by_form, repair

if TYPE_CHECKING:
    from kg.model import Kind

LONGEST_NAME = 7
#: A gazetteer place below this rank needs the recogniser's word for it, for many villages are called like common words.
CERTAIN_PLACE = 0.35
#: A gazetteer place above this rank is a place even where a person of the article bears its name.
CERTAIN_PERSON = 0.85
_EDGE = re.compile(r"^\W+$")


def recognise(reading: Reading) -> None:
    """Fill `reading.names`; kinds are set, entities are not."""
    table = gazetteer()
    recognised = repair(reading, _recognised(reading))
    for name in recognised:
        kind_by_form(reading, name)
    known = _known(reading, table, recognised)
    names = _merge(reading, recognised, known)
    names += _compounds(reading, table, names)
    names += _acronyms(reading, names)
    names += _repeated(reading, names)
    names += _bodies(reading, names)
    reading.names = names
    reading.index_names()
    _vote(reading)


def shouted(reading: Reading, token: int) -> bool:
    """Tell whether a token stands in a paragraph of capitals, as sub-headings do: there, case says nothing."""
    start, end = reading.paragraph_bounds(reading.paragraph(token))
    text = reading.surface(start, end)
    return text.upper() == text and sum(c.isalpha() for c in text) > 6


def _recognised(reading: Reading) -> list[Named]:
    found = []
    for span, kind in name_spans(reading.doc):
        start, end = span.start, span.end
        while start < end and (_EDGE.match(reading.doc[start].text) or reading.doc[start].is_space):
            start += 1
        while end > start and (_EDGE.match(reading.doc[end - 1].text) or reading.doc[end - 1].is_space):
            end -= 1
        text = reading.surface(start, end) if end > start else ""
        hyphened = end - start == 1 and re.match(r"^[^\W\d_]+[-–][a-zæøå]", text) and _is_compound(reading, text)
        if text and any(c.isupper() for c in text) and not shouted(reading, start) and not hyphened:
            found.append(Named(start, end, kind, "recogniser", 0.8))
    return found


def _is_compound(reading: Reading, text: str) -> bool:
    """Tell whether a hyphened word is about its first part ("EF-landene") or about nothing ("TV-udsendelsen"), not a name of itself."""
    first = re.split(r"[-–]", text)[0]
    return first in reading.lexicon.words["no_organisation"] or any(c.how not in DERIVED for c in gazetteer().lookup(first))


def _known(reading: Reading, table: Gazetteer, recognised: list[Named]) -> list[tuple[Named, Candidate]]:
    """Return the longest stretches that the gazetteer knows and that the context does not speak against."""
    doc, found, i = reading.doc, [], 0
    covered = {t: name for name in recognised for t in range(name.start, name.end)}
    while i < len(doc):
        step = 1
        if any(c.isalpha() for c in doc[i].text) and not shouted(reading, i):
            last = reading.paragraph_bounds(reading.paragraph(i))[1]
            for end in range(min(i + LONGEST_NAME, last), i, -1):
                if doc[end - 1].is_punct and end - i > 1 and doc[end - 1].text not in {".", ")"}:
                    continue
                candidates = _lookup(reading, table, i, end)
                if candidates and _fits(reading, i, end, candidates[0], covered.get(i)):
                    found.append((Named(i, end, candidates[0].kind, "gazetteer", candidates[0].prior), candidates[0]))
                    step = end - i
                    break
        i += step
    return found


def _lookup(reading: Reading, table: Gazetteer, start: int, end: int) -> list[Candidate]:
    """Look the words up as they stand; a word of capitals ("BONN") as an ordinary name when it is none as it stands."""
    surface = reading.surface(start, end)
    found = table.lookup(surface)
    if not found and surface.isupper() and len(surface) > 3:
        found = [c for c in table.lookup(surface.capitalize()) if c.how not in DERIVED and not c.ambiguous and c.prior > CERTAIN_PLACE]
    return found


def _fits(reading: Reading, start: int, end: int, candidate: Candidate, recognised: Named | None) -> bool:
    token = reading.doc[start]
    if candidate.how in DERIVED:
        in_name = recognised is not None and recognised.end > end and token.text[0].isupper() and recognised.kind != "PLACE"
        return token.pos_ in {"ADJ", "NOUN", "PROPN", "X", "ADV"} and not in_name and not (candidate.ambiguous and token.pos_ != "ADJ")
    if end - start == 1 and token.text.endswith("s") and gender(token.text) and candidate.kind != "COUNTRY":
        return False
    if end - start == 1 and len(token.text) == 1:
        return _in_brackets(reading, start, end) or _party_list(reading, start)
    same_span = recognised is not None and (recognised.start, recognised.end) == (start, end)
    opens_sentence = token.is_sent_start or (start > 0 and not reading.doc[start - 1].is_alpha and reading.doc[start - 1].is_sent_start)
    if candidate.ambiguous:
        return same_span or _in_brackets(reading, start, end) or (end - start == 1 and token.pos_ == "PROPN" and not opens_sentence and token.text.isalpha())
    if candidate.kind == "PLACE" and end - start == 1 and candidate.prior < CERTAIN_PLACE:
        return recognised is not None and recognised.kind != "PERSON"
    return not (opens_sentence and end - start == 1 and recognised is None and token.pos_ not in {"PROPN", "X", "NOUN"})


def _party_list(reading: Reading, at: int) -> bool:
    """Tell whether a letter stands beside another capital letter or abbreviation joined by "og" or a comma: "S og SF", "V, K og LA"."""
    doc = reading.doc
    for step in (-2, 2):
        if (
            0 <= at + step < len(doc)
            and doc[at + step // 2].lower_ in {",", *reading.lexicon.words["coordination"]}
            and doc[at + step].text.isupper()
            and len(doc[at + step].text) <= 3
        ):
            return True
    return False


def _in_brackets(reading: Reading, start: int, end: int) -> bool:
    return start > 0 and end < len(reading.doc) and reading.doc[start - 1].text == "(" and reading.doc[end].text in {")", ","}


def _merge(reading: Reading, recognised: list[Named], known: list[tuple[Named, Candidate]]) -> list[Named]:
    kept: list[Named] = []
    taken: dict[int, Named] = {t: n for n in recognised for t in range(n.start, n.end)}
    dropped: set[int] = set()
    for name, candidate in known:
        rivals = {id(taken[t]): taken[t] for t in range(name.start, name.end) if t in taken}
        if not rivals:
            kept.append(name)
            continue
        rival = max(rivals.values(), key=lambda n: n.end - n.start)
        longer = rival.end - rival.start > name.end - name.start
        inside = rival.start <= name.start and name.end <= rival.end
        if longer and inside:
            genitive = name.start == rival.start and _is_genitive(reading, name.end - 1)
            if candidate.kind == "COUNTRY" and candidate.how in DERIVED:
                kept.append(name)
                if name.start == rival.start:
                    rival.start = name.end
                    rival.kind = "ORGANISATION" if rival.kind == "PLACE" and rival.start >= rival.end else rival.kind
            elif genitive and rival.kind != "PERSON":
                kept.append(name)
            elif genitive:
                kept.append(name)
                rival.start = name.end
            continue
        if rival.kind == "PERSON" and not longer and name.end - name.start == 1 and candidate.kind == "PLACE" and candidate.prior < 0.8:
            continue
        kept.append(name)
        dropped |= {id(r) for r in rivals.values() if (name.start <= r.start and r.end <= name.end) or not inside}
    return kept + [n for n in recognised if id(n) not in dropped and n.start < n.end]


def _is_genitive(reading: Reading, token: int) -> bool:
    text = reading.doc[token].text
    return text.endswith("s") and text.lower() != "is" and not text.isupper()


def _compounds(reading: Reading, table: Gazetteer, names: list[Named]) -> list[Named]:
    """Return names that are the first parts of hyphened words: "Rafah" in "Rafah-invasion", each of "Arafat-Rabin-dialog"."""
    covered = {t for n in names for t in range(n.start, n.end)}
    seen: dict[str, Kind] = {reading.surface(n.start, n.end): n.kind for n in names}
    found = []
    for token in reading.doc:
        parts = re.split(r"[-–]", token.text)
        if token.i in covered or len(parts) < 2 or not parts[0][:1].isupper():
            continue
        for part in [p for p in parts[:-1] if p[:1].isupper()] + ([parts[-1]] if parts[-1][:1].isupper() else []):
            candidates = table.lookup(part)
            if candidates and (not candidates[0].ambiguous or part.isupper()) and candidates[0].how not in DERIVED:
                found.append(Named(token.i, token.i + 1, candidates[0].kind, f"compound:{part}", 0.7))
            elif part in seen:
                found.append(Named(token.i, token.i + 1, seen[part], f"compound:{part}", 0.7))
    return found


def _acronyms(reading: Reading, names: list[Named]) -> list[Named]:
    """Return words of two to six capitals in running text: nearly always organisations."""
    covered = {t for n in names for t in range(n.start, n.end)}
    found = []
    for token in reading.doc:
        word = re.sub(r"['’]?s$", "", token.text)
        if token.i in covered or not re.fullmatch(r"[A-ZÆØÅ]{2,6}", word) or token.pos_ not in {"PROPN", "NOUN", "X"}:
            continue
        neighbour = token.i + 1 < len(reading.doc) and reading.doc[token.i + 1].text.isupper() and len(reading.doc[token.i + 1].text) > 1
        if not shouted(reading, token.i) and not token.is_sent_start and not neighbour and word not in reading.lexicon.words["no_organisation"]:
            found.append(Named(token.i, token.i + 1, "ORGANISATION", "acronym", 0.5))
    return found


def _repeated(reading: Reading, names: list[Named]) -> list[Named]:
    """Return further places of surnames and single-word names that were recognised elsewhere in the article."""
    covered = {t for n in names for t in range(n.start, n.end)}
    votes: dict[str, Counter[Kind]] = {}
    for name in names:
        if name.method == "recogniser" and name.end - name.start <= 3:
            word = re.sub(r"['’]?s$", "", reading.doc[name.end - 1].text)
            if len(word) > 2 and word[0].isupper() and (name.kind == "PERSON" or name.end - name.start == 1):
                votes.setdefault(word, Counter())[name.kind] += 1
    found = []
    for token in reading.doc:
        word = re.sub(r"['’]s$", "", token.text)
        word = word if word in votes else word.removesuffix("s")
        if token.i not in covered and word in votes and token.text[0].isupper() and token.pos_ in {"PROPN", "NOUN", "X"} and not shouted(reading, token.i):
            found.append(Named(token.i, token.i + 1, votes[word].most_common(1)[0][0], "repeated", 0.6))
    return found


def _bodies(reading: Reading, names: list[Named]) -> list[Named]:
    """Return bodies named through their owner or seat: "Folketingets finansudvalg", "FN's generalforsamling", "politiet i Horsens"."""
    at = {n.start: n for n in names}
    ends = {n.end: n for n in names}
    found = []
    words = reading.lexicon.words
    for token in reading.doc:
        if token.i in {t for n in names for t in range(n.start, n.end)}:
            continue
        owner = ends.get(token.i)
        if owner and owner.kind in {"ORGANISATION", "COUNTRY"} and token.lower_.endswith(tuple(words["body_suffixes"])) and token.text[0].islower():
            surface = reading.surface(owner.start, owner.end)
            if surface.endswith("s") and not surface.isupper() and token.pos_ == "NOUN":
                found.append(Named(owner.start, token.i + 1, "ORGANISATION", "body", 0.6))
        elif token.lower_ in words["seated_bodies"] and token.i + 2 < len(reading.doc) and token.nbor().lower_ in words["seats"]:
            seat = at.get(token.i + 2)
            if seat and seat.kind == "PLACE":
                found.append(Named(token.i, seat.end, "ORGANISATION", "body", 0.6))
    return found


def _vote(reading: Reading) -> None:
    """Let one word mean one kind of thing in an article: a person's surname or forename outvotes a place that the recogniser saw once."""
    parts: set[str] = set()
    for name in reading.names:
        if name.kind == "PERSON" and name.end - name.start > 1:
            parts |= {re.sub(r"['’]?s$", "", reading.doc[i].text) for i in range(name.start, name.end)}
    for name in reading.names:
        if name.end - name.start == 1 and name.kind in {"PLACE", "ORGANISATION"} and not name.method.startswith("compound"):
            word = re.sub(r"['’]?s$", "", reading.doc[name.start].text)
            weak = name.method != "gazetteer" or name.score < CERTAIN_PERSON
            if (word in parts or (name.kind == "PLACE" and gender(word) and name.method != "gazetteer")) and weak:
                name.kind, name.method = "PERSON", "recogniser"
            elif weak and name.kind == "PLACE" and name.method == "recogniser" and (_speaking(reading, name) or _titled(reading, name)):
                name.kind = "PERSON"


def _speaking(reading: Reading, name: Named) -> bool:
    """Tell whether a name stands where only somebody who speaks can: right after a cue that follows a comma or a quotation mark."""
    if name.start < 2 or reading.doc[name.start - 1].lower_ not in reading.lexicon.forms:
        return False
    return reading.doc[name.start - 2].text in {",", '"', "»", "«", "”", "?", "!"}


def _titled(reading: Reading, name: Named) -> bool:
    """Tell whether a title in the indefinite form stands right before a name: "præsident Mwanga"."""
    before = reading.doc[name.start - 1] if name.start else None
    return (
        before is not None
        and before.pos_ == "NOUN"
        and before.lower_.endswith(tuple(reading.lexicon.words["title_suffixes"]))
        and not has(before, "Definite", "Def")
    )

"""Find the names in an article: what the pipeline recognised, what the gazetteer knows, and the parts of compounds.

The recogniser sees the context, the gazetteer knows the world; where they disagree about the same words, the longer span wins, then
the gazetteer, unless the word is ambiguous or the recogniser saw a person.
"""

import re
from collections import Counter

from kg.language.gazetteer import DERIVED, Candidate, Gazetteer, gazetteer
from kg.language.pipeline import name_spans
from kg.language.reading import Named, Reading
from kg.model import Kind

LONGEST_NAME = 7
#: A gazetteer place below this rank needs the recogniser's word for it, for many villages are called like common words.
CERTAIN_PLACE = 0.35
_EDGE = re.compile(r"^\W+$")


def recognise(reading: Reading) -> None:
    """Fill `reading.names`; kinds are set, entities are not."""
    table = gazetteer()
    recognised = [*_recognised(reading)]
    known = _known(reading, table, recognised)
    names = _merge(reading, recognised, known)
    names += _compounds(reading, table, names)
    names += _acronyms(reading, names)
    names += _repeated(reading, names)
    reading.names = names
    reading.index_names()


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
        if text and any(c.isupper() for c in text) and not shouted(reading, start):
            found.append(Named(start, end, kind, "recogniser", 0.8))
    return found


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
                candidates = table.lookup(reading.surface(i, end))
                if candidates and _fits(reading, i, end, candidates[0], covered.get(i)):
                    found.append((Named(i, end, candidates[0].kind, "gazetteer", candidates[0].prior), candidates[0]))
                    step = end - i
                    break
        i += step
    return found


def _fits(reading: Reading, start: int, end: int, candidate: Candidate, recognised: Named | None) -> bool:
    if candidate.how in DERIVED:
        return True
    token = reading.doc[start]
    same_span = recognised is not None and (recognised.start, recognised.end) == (start, end)
    opens_sentence = token.is_sent_start or (start > 0 and not reading.doc[start - 1].is_alpha and reading.doc[start - 1].is_sent_start)
    if candidate.ambiguous:
        return same_span or _in_brackets(reading, start, end) or (end - start == 1 and token.pos_ == "PROPN" and not opens_sentence and token.text.isalpha())
    if candidate.kind == "PLACE" and end - start == 1 and candidate.prior < CERTAIN_PLACE:
        return recognised is not None and recognised.kind != "PERSON"
    return not (opens_sentence and end - start == 1 and recognised is None and token.pos_ not in {"PROPN", "X", "NOUN"})


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
        dropped |= {id(r) for r in rivals.values() if name.start <= r.start and r.end <= name.end or not inside}
    return kept + [n for n in recognised if id(n) not in dropped and n.start < n.end]


def _is_genitive(reading: Reading, token: int) -> bool:
    text = reading.doc[token].text
    return text.endswith("s") and text.lower() not in {"is"} and not text.isupper()


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
        if not shouted(reading, token.i) and word not in {"TV", "EDB", "IT", "CV", "CO", "OK", "NB", "AIDS", "HIV", "DNA", "SMS", "GPS", "PC", "EM", "VM", "OL", "II", "III", "IV", "VI"}:
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

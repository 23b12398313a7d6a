"""Words of annotated articles with the entity that each means, from the sources of statements.

Where the subject of a gold cue is no name, it means the gold's source. Who speaks and is in no
statement of the gold is no entity of the article.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from spacy.language import Language

from kg.evaluate.gold import read_gold
from kg.evaluate.score import match_entities
from kg.language.coreference.nouns import kinds_of
from kg.language.coreference.phrases import phrase_of
from kg.language.pipeline import readings
from kg.language.reading import Reading
from kg.language.statements.cues import find_cues
from kg.language.syntax.clauses import agents, antecedent, is_passive, subjects
from kg.language.tokens import Token
from kg.model import Article
from kg.sources import read

Json = dict[str, Any]
#: Token -> the entities that it means; none of the article's when empty.
Meant = dict[int, set[str]]
SAYING = {"speech", "clause", "inquit"}
OPEN_CLASS = {"AUX", "NOUN", "ADJ"}
OBJECTS = {"obj", "iobj", "obl"}


def gold(nlp: Language, articles: str, marked: str) -> Iterator[tuple[Reading, Meant]]:
    """Yield the articles of a file with the words that its gold tells the meaning of."""
    listed, expected = [a for a in read(articles) if isinstance(a, Article)], read_gold(marked)
    for reading in readings(nlp, listed):
        yield reading, meant(reading, expected[reading.article.id])


def meant(reading: Reading, record: Json) -> Meant:
    """Return what words of an article mean, by the statements of its gold."""
    known = {g: k for k, g in match_entities(record["entities"], entities_of(reading)).items()}
    found: Meant = defaultdict(set)
    cues = set()
    for statement in record["statements"]:
        if (cue := cue_of(reading, statement)) is None:
            continue
        cues.add(cue.i)
        source, target = known.get(statement["source"]), known.get(statement["target"])
        for token in _agents(reading, cue):
            if token.i not in reading.name_at:
                found[token.i] |= {source} if source else set()
        if target and (token := _object(reading, cue, target)):
            found[token.i].add(target)
    for cue in find_cues(reading):
        if cue.cue.kind in SAYING and cue.verb.i not in cues:
            for token in _agents(reading, cue.verb):
                if token.i not in reading.name_at and token.pos_ != "PRON":
                    found.setdefault(token.i, set())
    return found


def entities_of(reading: Reading) -> list[Json]:
    """Return the entities of an article as the gold has them."""
    surfaces = defaultdict(set)
    for name in reading.names:
        surfaces[name.entity].add(reading.surface(name.start, name.end))
    return [
        {"id": e.id, "type": e.kind, "name": e.name, "code": e.code, "mentions": surfaces[e.id]}
        for e in reading.entities.values()
    ]


def cue_of(reading: Reading, statement: Json) -> Token | None:
    """Return the main word of a statement's cue, the nearest to its content of several."""
    low, high = reading.paragraph_bounds(statement["paragraph"])
    if low == high:
        return None
    text, first = reading.surface(low, high), reading.doc[low].idx
    starts = [m.start() for m in re.finditer(re.escape(statement["cue"]), text)]
    content = text.find((statement["text"] or " ")[:30])
    ends = (content, content + len(statement["text"] or ""))
    starts.sort(key=lambda at: min(abs(at + len(statement["cue"]) - e) for e in ends))
    for start in starts[:1]:
        begin = first + start
        words = [
            t
            for t in reading.doc[low:high]
            if begin <= t.idx < begin + len(statement["cue"]) or t.idx < begin < t.idx + len(t)
        ]
        return min(words, key=lambda t: (t.pos_ != "VERB", t.pos_ not in OPEN_CLASS, t.i))
    return None


def _agents(reading: Reading, verb: Token) -> list[Token]:
    """Return the subject of a verb, or the agent of a passive one, in a list."""
    if is_passive(reading, verb):
        return list(agents(reading, verb))[:1]
    return [antecedent(reading, subject) for subject in islice(subjects(verb), 1)]


def _object(reading: Reading, verb: Token, target: str) -> Token | None:
    """Return the one object that may mean a target which the sentence does not name."""
    sentence = verb.sent
    if any(n.entity == target for n in reading.names_within(sentence.start, sentence.end)):
        return None
    objects = [
        c
        for c in verb.children
        if c.dep_ in OBJECTS and c.i not in reading.name_at and _may_mean(reading, c)
    ]
    return objects[0] if len(objects) == 1 else None


def _may_mean(reading: Reading, token: Token) -> bool:
    phrase = phrase_of(reading, token)
    if phrase is None or not phrase.word:
        return phrase is not None
    return phrase.put in {"definite", "this"} and bool(kinds_of(reading, token))

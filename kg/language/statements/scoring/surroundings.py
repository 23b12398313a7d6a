"""Describe a cue to the scorer, whoever is its source: numbers, and words of learned worth.

`NUMBERS` and `WORDS` name them.
"""

from typing import NamedTuple

from kg.language.coreference.holders import titles_of
from kg.language.marks import DASHES
from kg.language.reading import Quote, Reading, has
from kg.language.statements.cued import Cued
from kg.language.statements.scoring.courses import FAR
from kg.language.statements.scoring.scorer import Described
from kg.language.syntax.clauses import (
    SUBJECTS,
    inverted,
    is_hypothetical,
    is_negated,
    is_passive,
    modality,
)
from kg.language.tokens import Token

NUMBERS = (
    *("allowed", "rules named", "proposed", "is noun", "particles", "passive", "negated"),
    *("asserted", "hypothetical", "inverted", "in quote", "speaker known", "beside quote"),
    *("content words", "has content", "sentence words", "place in sentence", "question", "dash"),
    *("capitals", "own subject", "cues in sentence", "names in sentence", "name after"),
    "title in subject",
)
WORDS = (
    *("cue", "predicate", "kind and form", "cue in tree", "cue form", "subject word"),
    *("construction", "word before cue", "word after cue", "head of cue", "content and kind"),
)
#: The classes of words that are told themselves.
OPEN = {"NOUN", "VERB", "ADJ", "PROPN", "NUM"}
#: So many steps up and down a tree are told.
STEPS = 4


class Surroundings(NamedTuple):
    """What all who may be the source of a cue have in common.

    `cue` are its words, `subject` tells of its subject, "" if it has none. `up` are the words above
    it, itself first: how many steps up, and the labels on the way. `starts` are the first words of
    the names of its sentence, `references` its words that stand for entities, `quote` the one that
    it stands in.
    """

    cued: Cued
    described: Described
    cue: str
    subject: str
    up: dict[int, tuple[int, str]]
    starts: list[int]
    references: list[tuple[int, str]]
    quote: Quote | None


def surroundings(reading: Reading, cued: Cued, proposed: int, near: int) -> Surroundings:
    """Return what is told of a cue, given how many are proposed and are cues of its sentence."""
    verb, content = cued.found.verb, cued.content
    sentence, quote, at = verb.sent, reading.quote_at(verb.i), verb.i
    names = reading.names_within(sentence.start, sentence.end)
    own = next(iter([c for c in verb.children if c.dep_ in SUBJECTS]), None)
    low, high = reading.paragraph_bounds(reading.paragraph(at))
    numbers: list[float] = [
        cued.allowed,
        len(cued.named),
        proposed,
        verb.pos_ == "NOUN",
        len(cued.found.cue.particles),
        is_passive(reading, verb),
        is_negated(reading, verb),
        modality(reading, verb) == "asserted",
        is_hypothetical(reading, verb),
        inverted(reading, verb),
        quote is not None,
        cued.speaker is not None,
        content is not None and content.beside is not None,
        min(content.end - content.start, FAR) if content else 0,
        content is not None,
        min(len(sentence), 2 * FAR),
        (at - sentence.start) / len(sentence),
        sentence[-1].text == "?",
        reading.doc[low].text in DASHES,
        reading.shouted(at),
        own is not None,
        near,
        len(names),
        at + 1 in reading.name_at,
        own is not None and _has_title(reading, own),
    ]
    subject = _subject_word(own) if own is not None else ""
    words = _words(reading, cued, subject, range(low, high))
    return Surroundings(
        cued,
        (numbers, words),
        words[0],
        subject,
        _ancestors(verb),
        [n.start for n in names],
        reading.references_within(sentence),
        quote,
    )


def _words(reading: Reading, cued: Cued, subject: str, paragraph: range) -> list[str]:
    """Return the words that are told of a cue."""
    cue, verb = cued.found.cue, cued.found.verb
    form = cued.content.form if cued.content else "none"
    return [
        " ".join((cue.lemma, *cue.particles)),
        cue.predicate,
        f"{cue.kind} {form}",
        verb.dep_,
        _verb_form(verb),
        subject,
        cued.rule,
        _class(reading, verb.i - 1, paragraph),
        _class(reading, verb.i + 1, paragraph),
        f"{verb.head.pos_} {verb.dep_}",
        f"{form} {cue.predicate}",
    ]


def _has_title(reading: Reading, subject: Token) -> bool:
    titles, sentence = titles_of(reading), subject.sent
    # Where a phrase begins and ends takes its time: it is asked where the sentence has a title.
    return titles.within(sentence.start, sentence.end) and titles.within(
        subject.left_edge.i, subject.right_edge.i
    )


def _subject_word(token: Token) -> str:
    if token.pos_ == "PRON":
        return token.lower_
    return f"{token.pos_} {'Def' if has(token, 'Definite', 'Def') else ''}"


def _verb_form(verb: Token) -> str:
    form = verb.morph.get("VerbForm", []) or [verb.pos_]
    return f"{form[0]} {''.join(verb.morph.get('Tense', []))}"


def _class(reading: Reading, at: int, paragraph: range) -> str:
    """Return what stands at a token: its word where it is no open class, else its class."""
    if at not in paragraph:
        return "edge"
    if name := reading.name_at.get(at):
        return name.kind
    token = reading.doc[at]
    return token.pos_ if token.pos_ in OPEN else token.lower_


def _ancestors(token: Token) -> dict[int, tuple[int, str]]:
    """Return the words above a word, itself first, with the steps up and their labels."""
    labels, up = "", {token.i: (0, "")}
    for step in range(1, STEPS + 1):
        if token.head is token:
            break
        label = token.dep_.partition(":")[0]
        labels = f"{labels}^{label}" if labels else label
        token = token.head
        up[token.i] = step, labels
    return up

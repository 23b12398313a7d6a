"""A word of which is asked whom it means, with what it is the same for all candidates."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from kg.language.coreference.about import abouts
from kg.language.coreference.holders import titles_of
from kg.language.coreference.nouns import said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate, standing
from kg.language.reading import Reading
from kg.language.tokens import Token

#: Endings of a noun, in letters, that speak for kinds.
ENDINGS = (3, 4, 5, 6, 8)
#: So many words above a verb are looked at.
HIGHEST = 5
#: Kinds of cues whose subject speaks.
SAYING = {"speech", "inquit", "clause"}


class Asked:
    """A word of which is asked whom it means, and the candidates."""

    def __init__(self, reading: Reading, phrase: Phrase, among: list[Candidate]) -> None:
        token = phrase.token
        self.reading, self.phrase, self.among, self.at = reading, phrase, among, token.i
        self.known, self.quote = standing(reading), reading.quote_at(token.i)
        self.paragraph, self.subject = reading.paragraph(token.i), token.dep_.startswith("nsubj")
        self.titles, self.abouts = titles_of(reading).words, abouts(reading)
        self.says = self.subject and says(reading, token.head)
        self.above = {t.i for t in _above(token.head)}
        self.lemma, self.sorts = token.lemma_.lower(), dict[str, set[str]]()
        for kind, sort in said_of(reading, token) if phrase.word else ():
            self.sorts.setdefault(kind, set()).update({sort} - {""})
        self.kinds = self.sorts.keys()
        self.meant = _meant_before(reading, phrase) if phrase.word else set[str]()
        self.ages = ages_of(token)
        self.of_noun = _of_noun(phrase.word, self.kinds) if phrase.word else []
        self.ranks = _ranks(among)


class Rank(NamedTuple):
    """Where a candidate stands among those of its kind, the one met last before the word first.

    `number` come before it, `newer` of these in the sentence in which it was met last.
    """

    number: int
    newer: int
    only: bool


def _ranks(among: list[Candidate]) -> dict[str, Rank]:
    of_kind: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in among:
        of_kind[candidate.kind].append(candidate)
    found = {}
    for same in of_kind.values():
        sentence, first = None, 0
        for number, candidate in enumerate(same):
            there = candidate.places[-1].token.sent if candidate.places else None
            if there is not sentence:
                sentence, first = there, number
            found[candidate.entity] = Rank(number, number - first, len(same) == 1)
    return found


def ages_of(token: Token) -> list[str]:
    """Return the first two digits of the ages that a noun or what hangs on it tells: "31-årige"."""
    return [t.text[:2] for t in (token, *token.children) if t.text[:2].isdigit()]


def says(reading: Reading, verb: Token) -> bool:
    """Tell whether the subject of a verb speaks."""
    return any(
        cue.kind in SAYING
        for lemma in reading.lexicon.forms.get(verb.lower_, ())
        for cue in reading.lexicon.cues.get(lemma, ())
    )


def _of_noun(word: str, kinds: Collection[str]) -> list[str]:
    found = [f"={word}", *(f"-{word[-n:]}" for n in ENDINGS if len(word) > n)]
    return [*found, *(f"kind {kind}" for kind in sorted(kinds))]


def _meant_before(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the entities that the same noun, said to be nobody's, was found to mean before."""
    if phrase.owner or phrase.put != "definite":
        return set()
    word, at = phrase.token.lower_, phrase.token.i
    found = reading.references.items()
    return {e for i, e in found if i < at and reading.doc[i].lower_ == word}


def _above(verb: Token) -> list[Token]:
    """Return the words that govern a verb, nearest first."""
    found: list[Token] = []
    while verb.dep_ != "ROOT" and verb.head.i != verb.i and len(found) < HIGHEST:
        verb = verb.head
        found.append(verb)
    return found

"""A word of which is asked whom it means, with what it is the same for all candidates."""

from functools import lru_cache

from kg.language.coreference.about import abouts
from kg.language.coreference.holders import titles_of
from kg.language.coreference.nouns import said_of, sorts_said
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate, standing
from kg.language.lexicon import Lexicon
from kg.language.reading import Reading
from kg.language.tokens import Token

#: So many words above a verb are looked at.
HIGHEST = 5
#: Kinds of cues whose subject speaks.
SAYING = {"speech", "inquit", "clause"}


class Asked:
    """A word of which is asked whom it means, and the candidates."""

    def __init__(self, reading: Reading, phrase: Phrase, among: list[Candidate]) -> None:
        token = phrase.token
        self.reading, self.phrase, self.among, self.at = reading, phrase, among, token.i
        self.known, self.quoted = standing(reading), reading.quoted
        self.quote = self.quoted.at(token.i)
        self.sentence, self.paragraph = token.sent, reading.paragraph(token.i)
        self.head, self.above = token.head.i, _above(token.head)
        self.subject = token.dep_.startswith("nsubj")
        self.says = self.subject and says(reading, token.head)
        self.sorts: dict[str, frozenset[str]] = {}
        self.kinds: frozenset[str] = frozenset()
        if phrase.word:
            self._describe()

    def _describe(self) -> None:
        """Note what a noun says, and what the article said of whom such a noun may mean."""
        reading, token = self.reading, self.phrase.token
        self.lemma, self.ages = token.lemma_.lower(), ages_of(token)
        self.kinds, self.sorts = sorts_said(said_of(reading, token))
        self.titles, self.abouts = titles_of(reading).words, abouts(reading)
        self.meant = _meant_before(reading, self.phrase)


def ages_of(token: Token) -> list[str]:
    """Return the first two digits of the ages that a noun or what hangs on it tells: "31-årige"."""
    return [t.text[:2] for t in (token, *token.children) if t.text[:2].isdigit()]


def says(reading: Reading, verb: Token) -> bool:
    """Tell whether the subject of a verb speaks."""
    return _is_saying(reading.lexicon, verb.lower_)


@lru_cache(maxsize=10_000)
def _is_saying(lexicon: Lexicon, form: str) -> bool:
    return any(cue.kind in SAYING for cue in lexicon.cues_of(form))


def _meant_before(reading: Reading, phrase: Phrase) -> set[str]:
    """Return the entities that the same noun, said to be nobody's, was found to mean before."""
    if phrase.owner or phrase.put != "definite":
        return set()
    word, at = phrase.token.lower_, phrase.token.i
    found = reading.references.items()
    return {e for i, e in found if i < at and reading.doc[i].lower_ == word}


def _above(verb: Token) -> set[int]:
    """Return the words that govern a verb."""
    found: set[int] = set()
    while verb.dep_ != "ROOT" and verb.head is not verb and len(found) < HIGHEST:
        verb = verb.head
        found.add(verb.i)
    return found

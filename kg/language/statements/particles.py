"""Find the words that a cue needs beside its verb or noun: "stemte ... imod"."""

from functools import lru_cache

from kg.language.lexicon import SHORTEST_HEAD, Cue, Cues
from kg.language.reading import VERBAL, Reading, has
from kg.language.tokens import Token

#: How far a particle may stand from its verb, in tokens.
PARTICLE_REACH = 7
#: How deep below its verb a particle may hang.
PARTICLE_DEPTH = 3


def present(reading: Reading, verb: Token, cues: Cues) -> list[tuple[Cue, int]]:
    """Return the cues whose particles all stand after a verb, each with where its last one does."""
    places = {*cues.bare}
    if cues.opened:
        for token in verb.doc[verb.i + 1 : verb.i + PARTICLE_REACH]:
            for word in _words(reading, token):
                places.update(_opened(cues, word))
    near = [cues[place] for place in sorted(places)]
    return [(cue, at) for cue in near if (at := _last_particle(reading, verb, cue)) is not None]


@lru_cache(maxsize=100_000)
def _opened(cues: Cues, word: str) -> tuple[int, ...]:
    """Return the places of the cues whose first particle a word may be."""
    ends = (word, *(word[-n:] for n in cues.lengths if len(word) >= n + 2))
    return tuple(place for end in ends for place in cues.opened.get(end, ()))


def _words(reading: Reading, token: Token) -> set[str]:
    """Return what a word may be as a particle: itself, of a noun its lemma, "sig" of "mig"."""
    if _is_itself(reading, token):
        return {token.lower_, reading.profile.pronouns.itself}
    noun = token.pos_ == "NOUN" and len(token.lemma_) >= SHORTEST_HEAD
    return {token.lower_, token.lemma_.lower()} if noun else {token.lower_}


def _is_itself(reading: Reading, token: Token) -> bool:
    """Tell whether a pronoun means the subject of its own verb: "jeg skammer mig"."""
    words = reading.profile.pronouns
    if not has(token, "Case", "Acc") or token.lower_ not in words.i | words.we | words.you:
        return False
    subjects = {c.lower_ for c in token.head.children if c.dep_ == "nsubj"}
    return any(token.lower_ in own and subjects & own for own in (words.i, words.we, words.you))


def _last_particle(reading: Reading, verb: Token, cue: Cue) -> int | None:
    """Return where the last particle of a cue stands, its verb for one without; None if not all do.

    All stand in one clause, in their order.
    """
    at = verb.i
    for particle in cue.particles:
        reach = range(at + 1, min(verb.i + PARTICLE_REACH, len(verb.doc)))
        at = next((i for i in reach if _belongs(reading, verb, at, i, particle)), -1)
        if at < 0 or any(t.text in {".", ",", ":"} for t in verb.doc[verb.i + 1 : at]):
            return None
    return at


def _belongs(reading: Reading, verb: Token, before: int, at: int, particle: str) -> bool:
    """Tell whether a word is a particle of a verb: right after its other words, or in its clause.

    "med" is not that of "holder sig fra at tale med", which hangs on another verb.
    """
    token = verb.doc[at]
    if not _is_particle(reading, token, particle):
        return False
    if at == before + 1:
        return True
    governing = verb.head.i if verb.dep_ == "cop" else verb.i
    if _opens_clause(token):
        token = token.head
    for _ in range(PARTICLE_DEPTH):
        if token.i in {verb.i, governing}:
            return True
        token = token.head
        if token.pos_ in VERBAL and token.i != verb.i:
            return False
    return False


def _opens_clause(token: Token) -> bool:
    """Tell whether a preposition belongs where the clause behind it does: "minder dem om, at"."""
    marks = [c for c in token.head.children if c.dep_ == "mark"]
    return token.dep_ == "mark" and token.pos_ == "ADP" and len(marks) > 1


def _is_particle(reading: Reading, token: Token, particle: str) -> bool:
    """Tell whether a word is a particle, or a compound that ends in it when it is a noun.

    "samarbejdsaftale" for "aftale"; but "uskyldig" is not "skyldig", nor "herefter" "efter".
    """
    words = _words(reading, token)
    if particle in words or len(particle) < SHORTEST_HEAD or token.pos_ == "ADV":
        return particle in words
    return any(w.endswith(particle) and len(w) > len(particle) + 1 for w in words)


def cue_end(verb: Token, cue: Cue) -> int:
    """Return the end of the cue as shown: with its particles when they follow at once."""
    end = verb.i + 1
    for particle in cue.particles:
        if end < len(verb.doc) and verb.doc[end].lower_ == particle:
            end += 1
        else:
            break
    return end

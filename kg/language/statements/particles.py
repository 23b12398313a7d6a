"""Find the words that a cue needs beside its verb or noun: "stemte ... imod"."""

from functools import lru_cache

from kg.language.lexicon import SHORTEST_HEAD, Cue, Cues, Lexicon
from kg.language.reading import VERBAL, Reading, has, once_for
from kg.language.tokens import Token

#: How far a particle may stand from its verb, in tokens.
PARTICLE_REACH = 7
#: How deep below its verb a particle may hang.
PARTICLE_DEPTH = 3
#: What the particles of a verb stand before: no particle is such a mark.
MARKS = {".", ",", ":"}
END = ("",)
#: The particles that each word of an article may be, `END` for a mark before which they end.
Particles = list[tuple[str, ...]]


def present(reading: Reading, verb: Token, cues: Cues) -> list[tuple[Cue, int]]:
    """Return the cues whose particles all stand after a verb, each with where its last one does.

    They come in the order of the lexicon, those with most particles first.
    """
    bare, opened = [(cue, verb.i) for cue in cues.bare], cues.opened
    if not opened:
        return bare
    near: set[str] = set()
    for may_be in particles_of(reading)[verb.i + 1 : verb.i + PARTICLE_REACH]:
        if may_be is END:
            break
        near.update(may_be)
    places = sorted([place for particle in near & opened.keys() for place in opened[particle]])
    likely = [cues[place] for place in places if near.issuperset(cues[place].particles)]
    found = [(cue, last_particle(reading, verb, cue)) for cue in likely]
    return [(cue, at) for cue, at in found if at is not None] + bare


def last_particle(reading: Reading, verb: Token, cue: Cue) -> int | None:
    """Return where the last particle of a cue stands, its verb for one without; None if not all do.

    All stand in one clause, in their order.
    """
    if not cue.particles:
        return verb.i
    particles, at = particles_of(reading), verb.i
    for particle in cue.particles:
        for i in range(at + 1, min(verb.i + PARTICLE_REACH, len(particles))):
            if particles[i] is END:
                return None
            if particle in particles[i] and (i == at + 1 or _is_in_clause(verb, verb.doc[i])):
                at = i
                break
        else:
            return None
    return at


def _is_in_clause(verb: Token, token: Token) -> bool:
    """Tell whether a word hangs on a verb and on no other one between.

    "med" is no particle of "holder sig fra at tale med", which hangs on another verb.
    """
    governing = verb.head if verb.dep_ == "cop" else verb
    if _opens_clause(token):
        token = token.head
    for _ in range(PARTICLE_DEPTH):
        if token is verb or token is governing:
            return True
        token = token.head
        if token.pos_ in VERBAL and token is not verb:
            return False
    return False


def _opens_clause(token: Token) -> bool:
    """Tell whether a preposition belongs where the clause behind it does: "minder dem om, at"."""
    if token.dep_ != "mark" or token.pos_ != "ADP":
        return False
    return sum(c.dep_ == "mark" for c in token.head.children) > 1


@once_for()
def particles_of(reading: Reading) -> Particles:
    """Return for each word of an article which particles it may be.

    They are looked up for the whole of it at once: each word is asked by all verbs before it.
    """
    lexicon, words = reading.lexicon, reading.profile.pronouns
    speaking = words.i | words.we | words.you
    found = [_particles_of(lexicon, t.lower_, t.lemma_, t.pos_) for t in reading.doc]
    for token in reading.doc:
        if token.lower_ in speaking and _is_itself(reading, token):
            found[token.i] += (words.itself,)
        elif token.pos_ == "AUX" and _helps(token):
            found[token.i] = ()
    return found


def _helps(token: Token) -> bool:
    """Tell whether a word is an auxiliary of a participle: "have" in "ville have sagt"."""
    return token.dep_.startswith("aux") and has(token.head, "VerbForm", "Part")


@lru_cache(maxsize=100_000)
def _particles_of(lexicon: Lexicon, form: str, lemma: str, pos: str) -> tuple[str, ...]:
    """Return the particles that a word may be: itself, of a noun its lemma, the end of a compound.

    "samarbejdsaftale" for "aftale"; but "uskyldig" is not "skyldig", nor "herefter" "efter".
    """
    if form in MARKS:
        return END
    noun = pos == "NOUN" and len(lemma) >= SHORTEST_HEAD
    words = {form, lemma.lower()} if noun else {form}
    if pos != "ADV":
        lengths = range(SHORTEST_HEAD, _longest(lexicon) + 1)  # a word may be a whole book
        words |= {word[-n:] for word in words for n in lengths if len(word) >= n + 2}
    return tuple(words & _known(lexicon))


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> frozenset[str]:
    """Return the particles of all cues of a lexicon."""
    entries = (*lexicon.cues.values(), *lexicon.nouns.values())
    return frozenset(p for cues in entries for cue in cues for p in cue.particles)


@lru_cache(maxsize=4)
def _longest(lexicon: Lexicon) -> int:
    """Return how many letters the longest particle has."""
    return max(map(len, _known(lexicon)))


def _is_itself(reading: Reading, token: Token) -> bool:
    """Tell whether a pronoun means the subject of its own verb: "jeg skammer mig"."""
    words = reading.profile.pronouns
    if not has(token, "Case", "Acc"):
        return False
    subjects = {c.lower_ for c in token.head.children if c.dep_ == "nsubj"}
    return any(token.lower_ in own and subjects & own for own in (words.i, words.we, words.you))


def cue_end(verb: Token, cue: Cue) -> int:
    """Return the end of the cue as shown: with its particles when they follow at once."""
    end = verb.i + 1
    for particle in cue.particles:
        if end < len(verb.doc) and verb.doc[end].lower_ == particle:
            end += 1
        else:
            break
    return end

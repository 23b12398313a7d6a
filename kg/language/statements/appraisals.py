"""What somebody calls something: a fault, a merit, or neither ("kalder planen tåbelig")."""

from collections.abc import Iterator
from dataclasses import replace

from kg.language.lexicon import Cue
from kg.language.reading import Reading, has
from kg.language.tokens import Token

#: Within so many tokens behind a verb it is said what something is called.
REACH = 14
ENDS = {",", ".", ";", ":"}


def appraised(reading: Reading, verb: Token, cue: Cue) -> Cue:
    """Return what a verb like "kalde" says by its complement: of what is neither only that."""
    words = reading.profile.speech
    if cue.lemma not in words.appraising or not words.calling.issuperset(cue.particles):
        return cue
    called = [t.lower_ for t in _complement(reading, verb)]
    denied = reading.profile.verbs.no in called
    if any(word.startswith(words.faults) for word in called):
        return cue if denied else replace(cue, predicate="CRITICISED", targets=("obj",))
    if any(word.startswith(words.merits) for word in called):
        if denied:
            return replace(cue, predicate="CRITICISED", targets=("obj",))
        return replace(cue, predicate="PRAISED", targets=("obj",))
    return cue


def _complement(reading: Reading, verb: Token) -> Iterator[Token]:
    """Yield the words behind a verb that may say what something is called.

    A definite noun and a name are what is called so: "kalder fejlen en gave".
    """
    for token in verb.doc[verb.i + 1 : min(verb.i + REACH, verb.sent.end)]:
        if token.text in ENDS or token.pos_ == "SCONJ":
            return
        linked = token.nbor(-1).lower_ in reading.profile.speech.calling
        thing = token.pos_ == "NOUN" and has(token, "Definite", "Def") and not linked
        if not thing and token.i not in reading.name_at:
            yield token

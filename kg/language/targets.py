"""Find whom a statement is directed at.

The lexicon says where the target of a cue stands: as its object, after a preposition. An attitude towards somebody's plan is an attitude
towards that somebody; a spoken claim about somebody is not directed at them.
"""

from spacy.tokens import Token

from kg.language.clauses import is_passive, subjects, with_preposition
from kg.language.cues import Found
from kg.language.reading import Reading
from kg.language.refer import actor, actors, owner_of

OBJECT_PLACES = {"obj", "iobj"}


def find_targets(reading: Reading, found: Found, source: str, speaker: str | None) -> list[str]:
    """Return the entities the statement is directed at, the first one first; never its source."""
    for head in _places(found):
        entities = actors(reading, head, speaker=speaker)
        if not entities and found.cue.kind == "attitude" and (owner := owner_of(reading, head, speaker)):
            entities = [owner]
        if entities := [e for e in entities if e != source and _may_be(found, e)]:
            return entities
    return []


def _may_be(found: Found, entity: str) -> bool:
    """Tell whether an entity can be a target: of words only who can hear them, of deeds anybody."""
    return found.cue.kind == "action" or not entity.startswith("place:")


def _places(found: Found) -> list[Token]:
    verb, places = found.verb, []
    if is_passive(verb):
        places += [s for s in subjects(verb) if s.head is verb or s.head is verb.head]
    for place in found.cue.targets:
        if place in OBJECT_PLACES:
            places += [c for c in verb.children if c.dep_ == place and c.i != verb.i]
            places += _next_name(verb) if place == "obj" else []
        else:
            places += with_preposition(verb, place)
    return places


def _next_name(verb: Token) -> list[Token]:
    """Return the noun right after a verb that follows its subject: the object, whatever the parser calls it."""
    after = verb.i + 1
    if after < len(verb.doc) and verb.doc[after].pos_ in {"PROPN", "PRON"} and any(s.i < verb.i for s in subjects(verb)):
        token = verb.doc[after]
        return [token] if token.dep_ in {"obj", "obl", "iobj", "nsubj", "nmod", "appos"} else []
    return []


def noun_source(reading: Reading, noun: Token, speaker: str | None) -> str | None:
    """Return the agent of a cue that is a noun: "Israels angreb", "opbakning fra partiet"."""
    if owner := owner_of(reading, noun, speaker, after=("fra", "af")):
        return owner
    return next((a for c in noun.children if c.dep_ == "nmod:poss" and (a := actor(reading, c, speaker=speaker))), None)

"""Find whom a statement is directed at.

The lexicon says where the target of a cue stands: as its object, after a preposition. An attitude
towards somebody's plan is an attitude towards that somebody; a spoken claim about somebody is not
directed at them.
"""

from itertools import chain

from kg.language.coreference.owners import owner_of
from kg.language.coreference.refer import actors
from kg.language.reading import Reading, has
from kg.language.roles.words import is_title
from kg.language.statements.content import find_content
from kg.language.statements.cues import Found
from kg.language.statements.parties import MUTUAL, between
from kg.language.statements.turned import done_to, is_turned
from kg.language.syntax.clauses import (
    after_preposition,
    antecedent,
    cleft,
    is_passive,
    subjects,
    with_preposition,
)
from kg.language.tokens import Token

OBJECT_PLACES = {"obj", "iobj"}
#: Deeds to a thing that are deeds to whom or where it belongs.
REACHES_INSIDE = {"ATTACKED", "ACQUIRED", "SEIZED", "KILLED", "ARRESTED"}
#: Where the head of a phrase may stand for whose it is: "kritiserede USA's plan", "planen støttes",
#: "protesten mod planen".
ACTS = {"obj", "nsubj", "nsubj:pass", "obl", "nmod"}
#: How the clause hangs on a verb that tells of whom something is wanted. "Håber, at Venstre vinder"
#: wants nothing of anybody: the parser mostly makes that an object.
WANTED = {"DEMANDED": {"ccomp", "advcl", "obj"}, "URGED": {"ccomp", "advcl"}}
#: What stands after a verb that shares the object of another one.
JOINED = {"conj", "cc", "punct"}


def find_targets(reading: Reading, found: Found, source: str, speaker: str | None) -> list[str]:
    """Return the entities the statement is directed at, the first one first; never its source."""
    behind = (
        token
        for place in found.cue.targets
        if place not in OBJECT_PLACES
        for token in after_preposition(reading, found.verb, place)
    )
    said = _that_clause(reading, found)
    for head in chain(_places(reading, found, source), behind):
        if head.i in said:
            continue
        entities = actors(reading, head, speaker=speaker, other=source)
        if (
            not entities
            and found.cue.kind in {"attitude", "speech"}
            and head.dep_ in ACTS
            and (owner := owner_of(reading, head, speaker=speaker))
        ):
            entities = [owner]
        if entities := [e for e in entities if e != source and _may_be(found, e)]:
            return entities
    if (
        "obj" in found.cue.targets
        and (entity := _antecedent(reading, found, source))
        and _may_be(found, entity)
    ):
        return [entity]
    if found.cue.kind == "action" and (entity := _within_object(reading, found, source)):
        return [entity]
    if found.cue.predicate == "THREATENED" and (entity := _threatened(reading, found, source)):
        return [entity]
    return _wanted_of(reading, found, source, speaker)


def _that_clause(reading: Reading, found: Found) -> range:
    """Return where the clause with "at" stands that a cue governs: it names no target."""
    if found.cue.kind == "action":
        return range(0)
    content = find_content(reading, found.verb, found.end)
    if content is None or content.form != "indirect" or content.start < found.verb.i:
        return range(0)
    opened = found.verb.doc[content.start].lower_ == reading.profile.clauses.that
    return range(content.start, content.end) if opened else range(0)


def _threatened(reading: Reading, found: Found, source: str) -> str | None:
    """Return the first entity but a place in what is threatened with.

    "truer med told på varer fra Kina", "truer med at opsige aftalen med Nato".
    """
    verb = found.verb
    means = next((t.i for t in verb.doc[verb.i + 1 : verb.sent.end] if _is_means(reading, t)), None)
    if is_passive(reading, verb) or means is None:
        return None
    end = next((t.i for t in verb.doc[means : verb.sent.end] if t.text == ","), verb.sent.end)
    names = reading.names_starting(means, end)
    return next((n.entity for n in names if n.kind != "PLACE" and n.entity != source), None)


def _is_means(reading: Reading, token: Token) -> bool:
    return token.lower_ == reading.profile.verbs.means


def _antecedent(reading: Reading, found: Found, source: str) -> str | None:
    """Return what "som" stands for in "fiskerne, som Norge har anholdt", if it stands there or not.

    Also in "det er Iran, Norge støtter". It is the target, when the clause has its own subject.
    """
    verb = found.verb
    relative = reading.profile.pronouns.relative
    doing = [c.lower_ for c in verb.children if c.dep_.startswith("nsubj")]
    who = cleft(reading, verb.head) if verb.dep_ == "acl:relcl" else None
    own = any(word not in relative for word in doing) or (who and not doing)
    if verb.dep_ != "acl:relcl" or not own:
        return None
    meant = who or verb.head
    return next((e for e in actors(reading, meant, other=source) if e != source), None)


def _within_object(reading: Reading, found: Found, source: str) -> str | None:
    """Return the first entity inside the object of a deed.

    "angreb mål i Yemen", "køber 38 procent af Nordmin", "dræbte to israelske soldater".
    """
    verb = found.verb
    if found.cue.predicate not in REACHES_INSIDE or is_passive(reading, verb):
        return None
    for i in range(verb.i + 1, min(verb.i + 14, verb.sent.end)):
        token, name = verb.doc[i], reading.name_at.get(i)
        if name and name.entity != source:
            return name.entity
        if token.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} or (
            token.is_punct and token.text != ","
        ):
            return None
    return None


def _wanted_of(reading: Reading, found: Found, source: str, speaker: str | None) -> list[str]:
    """Return of whom something is demanded.

    It is the subject of the clause in "kræver, at Spanien trækker sig".
    """
    governed = WANTED.get(found.cue.predicate, set())
    for child in found.verb.children:
        if (
            child.dep_ in governed
            and child.i > found.verb.i
            and any(
                c.lower_ == reading.profile.clauses.that and c.pos_ == "SCONJ"
                for c in child.children
            )
        ):
            subject = next((c for c in child.children if c.dep_.startswith("nsubj")), None)
            if subject is not None and not is_passive(reading, child):
                return [
                    e
                    for e in actors(reading, subject, speaker=speaker)
                    if e != source and _may_be(found, e)
                ]
    return []


def _may_be(found: Found, entity: str) -> bool:
    """Tell whether an entity can be a target: of words only who can hear them, of deeds anybody."""
    return found.cue.kind == "action" or not entity.startswith("place:")


def _places(reading: Reading, found: Found, source: str) -> list[Token]:
    verb, places = found.verb, []
    if is_turned(found.cue):
        return [*done_to(reading, verb)]
    if is_passive(reading, verb):
        own = [s for s in subjects(verb) if s.head.i in {verb.i, verb.head.i}]
        places += [antecedent(reading, s) for s in own]
    for place in found.cue.targets:
        if place in OBJECT_PLACES:
            places += _objects(verb, place)
            places += _next_name(reading, verb, source) if place == "obj" else []
        else:
            places += with_preposition(verb, place)
    return places


def _objects(verb: Token, place: str) -> list[Token]:
    """Return the objects of a verb, or those that it shares: "truer og angriber Ukraine"."""
    own = [c for c in verb.children if c.dep_ == place]
    shared = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if own or shared is None or any(c.i > verb.i and c.dep_ not in JOINED for c in verb.children):
        return own
    return [c for c in shared.children if c.dep_ == place]


def _next_name(reading: Reading, verb: Token, source: str) -> list[Token]:
    """Return the first name after a verb that follows its subject.

    Words of time may come between. It is the object, whatever the parser calls it.
    """
    before = range(verb.sent.start, verb.i)
    if not any(s.i < verb.i for s in subjects(verb)) and not any(
        i in reading.name_at and reading.name_at[i].entity == source for i in before
    ):
        return []
    for i in range(verb.i + 1, min(verb.i + 8, len(verb.doc))):
        token = verb.doc[i]
        name = reading.name_at.get(i)
        if name and not name.genitive and token.text[0].isupper():
            free = verb.doc[i - 1].pos_ != "ADP" and i == name.start
            return [reading.head(name)] if free else []
        if (
            is_title(reading, token)
            and has(token, "Definite", "Def")
            and verb.doc[i - 1].pos_ != "ADP"
        ):
            return [token]
        if (
            token.is_punct
            or token.pos_ in {"VERB", "SCONJ", "AUX"}
            or token.lower_ in reading.profile.clauses.object_ends
        ):
            return []
    return []


def noun_source(reading: Reading, noun: Token, speaker: str | None) -> str | None:
    """Return the agent of a cue that is a noun.

    "Israels angreb", "opbakning fra partiet", "Hamas tog gidsler under angrebet".
    """
    after = reading.profile.speech.noun_agents
    if owner := owner_of(reading, noun, after=after, speaker=speaker):
        return owner
    if (
        has(noun, "Definite", "Def")
        and noun.dep_ in {"obl", "nmod"}
        and any(c.lower_ in reading.profile.speech.noun_occasions for c in noun.children)
    ):
        verb = noun.head if noun.head.pos_ in {"VERB", "AUX"} else noun.head.head
        return next((a for s in subjects(verb) for a in actors(reading, s, speaker=speaker)), None)
    return None


def noun_targets(reading: Reading, found: Found, source: str) -> list[str]:
    """Return whom a noun is directed at.

    It is the first name after its preposition, "angrebet 7. oktober på Israel"; whose the noun is
    where that is who does it, "Lyngbys nederlag til Brøndby".
    """
    if is_turned(found.cue):
        owner = noun_source(reading, found.verb, None)
        return [owner] if owner and owner != source else []
    if found.cue.predicate in MUTUAL and source in (parties := between(reading, found.verb)):
        return [other for other in parties if other != source]
    doc = reading.doc
    for i in range(found.verb.i + 1, min(found.verb.i + 7, len(doc) - 1)):
        if (doc[i].is_punct and doc[i].text != ".") or doc[i].pos_ in {"VERB", "AUX"}:
            return []
        if doc[i].lower_ in found.cue.targets:
            for k in range(i + 1, min(i + 5, len(doc))):
                name = reading.name_at.get(k)
                if name and name.entity != source:
                    return [name.entity]
                if doc[k].is_punct:
                    return []
    return []

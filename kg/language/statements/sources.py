"""Find who says or does what a verb says.

The parser is asked first; where its answer names nobody, the order of words is: Danish puts the
subject right after an inverted verb and right before any other.
"""

from collections.abc import Iterator

from kg.language.coreference.owners import owner_of
from kg.language.coreference.refer import actors
from kg.language.marks import QUOTATION_MARKS
from kg.language.reading import Named, Reading, has
from kg.language.syntax.clauses import (
    NEAR,
    SUBJECTS,
    agents,
    antecedent,
    auxiliaries,
    inverted,
    is_passive,
    subjects,
)
from kg.language.tokens import Token

STOPS = {".", ":", ";", "?", "!"}
#: Predicates whose infinitive says what their object did, or is to do; and how it hangs on them.
ABOUT_OBJECT = {"ACCUSED", "CRITICISED", "PRAISED", "URGED"}
GOVERNED = {"advcl", "xcomp", "ccomp", "obl", "acl"}
#: Names of these kinds stand in lists with each other.
ALIKE = {"PERSON": {"PERSON"}, "COUNTRY": {"COUNTRY", "ORGANISATION"}}
ALIKE["ORGANISATION"] = ALIKE["COUNTRY"]


def sources(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return the entities that say or do what the verb says.

    Empty where the article does not tell.
    """
    found = _of_phrase(reading, verb, speaker)
    return found if len(found) != 1 else _with_listed(reading, verb, found)


def finders(reading: Reading, verb: Token, speaker: str | None) -> Iterator[tuple[str, list[str]]]:
    """Yield whom each way to find the source of a verb finds, by the name of the way."""
    for agent in agents(reading, verb) if is_passive(reading, verb) else ():
        yield "doer", actors(reading, agent, speaker=speaker)
    if turned := inverted(reading, verb):
        yield "after", _after(reading, verb, speaker)
    yield "apposition", _before_apposition(reading, verb, speaker)
    yield "controller", _controller(reading, verb, speaker)
    known = False
    for number, subject in enumerate(subjects(verb)):
        head = antecedent(reading, subject)
        name = "subject" if subject.head.i == verb.i else "governing"
        found = actors(reading, head, speaker=speaker)
        known |= bool(found)
        yield name if not number else "second", found
        if owner := owner_of(reading, head, speaker=speaker):
            yield "owner", [owner]
    if (first := _coordinated_with(reading, verb)) is not None:
        yield "joined", sources(reading, first, speaker)
    if not known:
        yield "before", _before(reading, verb, speaker)
        if not turned:
            yield "behind", _after(reading, verb, speaker)


def _of_phrase(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return the entities of the phrase that says who it was."""
    if is_passive(reading, verb):
        doers = (actors(reading, agent, speaker=speaker) for agent in agents(reading, verb))
        return next((found for found in doers if found), [])
    if inverted(reading, verb) and (found := _after(reading, verb, speaker)):
        return found
    if found := _before_apposition(reading, verb, speaker) or _controller(reading, verb, speaker):
        return found
    own = [s for s in subjects(verb) if not _is_fronted(reading, s)]
    for subject in own:
        if found := actors(reading, antecedent(reading, subject), speaker=speaker):
            return found
    return [] if own or has(verb, "VerbForm", "Inf") else _by_position(reading, verb, speaker)


def _is_fronted(reading: Reading, subject: Token) -> bool:
    """Tell whether a subject is the "det" that opens a sentence: "Det oplyser Ida Lund".

    It is what is said, whatever the parser calls it.
    """
    return subject.i == subject.sent.start and subject.lower_ == reading.profile.clauses.it


def _controller(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return whose an infinitive is that tells what somebody is accused of, praised or asked for.

    It is the object of the verb above: "beskylder Lund for at lyve", "beder Norge hjælpe".
    """
    if not has(verb, "VerbForm", "Inf") or verb.dep_ not in GOVERNED:
        return []
    above = verb.head
    cues = reading.lexicon.cues_of(above.lower_)
    if is_passive(reading, above) or not any(c.predicate in ABOUT_OBJECT for c in cues):
        return []
    objects = [c for c in above.children if c.dep_ in {"obj", "iobj"} and c.i < verb.i]
    return actors(reading, objects[0], speaker=speaker) if objects else []


def _with_listed(reading: Reading, verb: Token, found: list[str]) -> list[str]:
    """Return an entity with those that stand in one list with its name, nearest to the verb.

    "S, SF og Radikale Venstre støtter planen", where the parser may lose some.
    """
    names = [n for n in reading.names_within(verb.sent.start, verb.sent.end) if not n.genitive]
    near = [k for k, n in enumerate(names) if n.entity == found[0]]
    if not near:
        return found
    place = min(near, key=lambda k: abs(names[k].start - verb.i))
    first = last = place
    while first > 0 and _joined(reading, names[first - 1], names[first]):
        first -= 1
    while last + 1 < len(names) and _joined(reading, names[last], names[last + 1]):
        last += 1
    between = [t for n in names[first:last] for t in reading.doc[n.end : n.end + 1]]
    if not any(t.lower_ in reading.profile.clauses.coordination for t in between):
        return found
    return list(dict.fromkeys([*found, *(n.entity for n in names[first : last + 1])]))


def _joined(reading: Reading, one: Named, other: Named) -> bool:
    """Tell whether only a comma or "og" stands between two names that can be in one list."""
    if other.start != one.end + 1 or other.kind not in ALIKE.get(one.kind, ()):
        return False
    word = reading.doc[one.end]
    return word.text == "," or word.lower_ in reading.profile.clauses.coordination


def _by_position(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return the subject of a finite verb that the parser gave none.

    It is that of the verb it is joined to, else right before it, else after it.
    """
    if (first := _coordinated_with(reading, verb)) is not None:
        return sources(reading, first, speaker)
    return _before(reading, verb, speaker) or _after(reading, verb, speaker)


def _coordinated_with(reading: Reading, verb: Token) -> Token | None:
    """Return the finite verb that shares its subject with one right after "og" or "men".

    The parser is not asked.
    """
    auxiliary = min((t.i for t in auxiliaries(verb)), default=verb.i)
    if auxiliary == 0 or reading.doc[auxiliary - 1].pos_ != "CCONJ":
        return None
    earlier = [
        t
        for t in reading.doc[verb.sent.start : auxiliary - 1]
        if t.pos_ == "VERB" and not has(t, "VerbForm", "Inf") and not t.dep_.startswith("acl")
    ]
    return next((t for t in earlier if any(c.dep_ in SUBJECTS for c in t.children)), None)


def _before_apposition(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return the subject in "Irans leder, Ali Rad, truer USA".

    It opens the sentence, where an apposition ends right before the verb.
    """
    doc, first = reading.doc, verb.sent.start
    if (
        verb.i == 0
        or doc[verb.i - 1].text != ","
        or inverted(reading, verb)
        or doc[first].pos_ in {"ADP", "ADV", "SCONJ", "CCONJ", "VERB", "AUX"}
    ):
        return []
    for token in doc[first : verb.i - 1]:
        name = reading.name_at.get(token.i)
        if token.pos_ in {"NOUN", "PROPN", "X"} and not (
            name and (name.genitive or token.text[0].islower())
        ):
            return actors(reading, token, speaker=speaker)
    return []


def _after(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return who is named first after an inverted verb, before the clause ends."""
    doc = reading.doc
    for i in range(verb.i + 1, min(verb.i + NEAR, len(doc))):
        token = doc[i]
        if token.text in STOPS or token.text in QUOTATION_MARKS:
            return []
        if token.text == "," and not (i + 1 in reading.name_at and doc[i - 1].pos_ == "NOUN"):
            return []
        if token.pos_ in {"VERB", "SCONJ"} or (
            token.pos_ == "ADP" and token.lower_ not in reading.profile.clauses.subject_links
        ):
            return []
        if (
            token.pos_ in {"NOUN", "PROPN", "PRON", "X", "ADJ"}
            and not has(token, "Case", "Gen")
            and (found := actors(reading, token, speaker=speaker))
        ):
            return found
    return []


def _is_hearsay(reading: Reading, at: int) -> bool:
    """Tell whether a word is one of "efter sigende"."""
    rumours, word = reading.profile.verbs.rumours, reading.doc[at].lower_
    opens = word == reading.profile.speech.opinion_preposition
    return word in rumours or (opens and reading.doc[at + 1].lower_ in rumours)


def _before(reading: Reading, verb: Token, speaker: str | None) -> list[str]:
    """Return who stands right before the verb, over auxiliaries and adverbs."""
    doc, i = reading.doc, verb.i - 1
    while (
        i >= 0
        and verb.i - i < NEAR
        and (
            doc[i].pos_ in {"AUX", "ADV", "PART"}
            or doc[i].lower_ in reading.profile.clauses.before_verbs
            or _is_hearsay(reading, i)
        )
        and not doc[i + 1].is_sent_start
    ):
        i -= 1
    if i < 0 or doc[i + 1].is_sent_start or doc[i].pos_ not in {"NOUN", "PROPN", "PRON", "X"}:
        return []
    name = reading.name_at.get(i)
    if name and name.start > verb.sent.start and doc[name.start - 1].pos_ == "ADP":
        return []
    return actors(reading, reading.head(name) if name else doc[i], speaker=speaker)

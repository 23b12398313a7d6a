"""Read a clause around its verb: subject, agent, objects, negation, modality.

The parser is asked first; where its answer names nobody, the order of words is: Danish puts the
subject right after an inverted verb and right before any other.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

from kg.language.marks import DASHES, QUOTATION_MARKS
from kg.language.reading import VERBAL, Reading, has, once
from kg.language.tokens import Token
from kg.model import Modality

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
#: What hangs on a verb that is passive.
PASSIVE = {"aux:pass", "auxpass", "nsubj:pass"}
CONTROLLED = {"xcomp", "conj", "advcl", "ccomp", "acl", "aux", "parataxis"}
CLAUSAL = {"ccomp", "advcl", "conj", "parataxis", "acl:relcl", "csubj", "xcomp"}
ENDS_OF_SPEECH = {",", "?", "!", "."} | QUOTATION_MARKS | DASHES
#: So many steps up a relative clause is looked for.
HEIGHT = 6
#: How far a subject may stand from an inverted verb, in tokens.
NEAR = 9


@once
def is_passive(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb is passive.

    "støttes", "blev kritiseret", "er blevet valgt", "er sigtet"; not "er trådt", where a verb of
    motion tells what its subject did, nor "mødes" and "er såret over", which are cues by their
    form; "er såret" is.
    """
    passive = (
        not PASSIVE.isdisjoint([c.dep_ for c in verb.children])
        or has(verb, "Voice", "Pass")
        or (has(verb, "VerbForm", "Part") and _is_passive_participle(reading, verb))
    )
    return passive and not _is_adjective(reading, verb)


def _is_adjective(reading: Reading, participle: Token) -> bool:
    """Tell whether a participle is a cue by itself, with the first word that it needs behind it."""
    cues = reading.lexicon.cues.get(participle.lower_, ())
    if not cues:
        return False
    behind = {t.lower_ for t in participle.doc[participle.i + 1 : participle.i + NEAR]}
    return any(not cue.particles or cue.particles[0] in behind for cue in cues)


def _is_passive_participle(reading: Reading, verb: Token) -> bool:
    """Tell whether a participle stands under an auxiliary of the passive, its own or a shared one.

    "blev kritiseret", "er sigtet", "blev anholdt og tiltalt"; without one behind a comma, or where
    an agent stands by it: "Lund, anklaget for svindel, ...", "Truet af Holm gik Lund".
    """
    words = reading.profile.verbs
    helping = {c.lemma_ for c in verb.children if c.dep_.startswith(("aux", "cop"))}
    if not helping and verb.dep_ == "conj" and has(verb.head, "VerbForm", "Part"):
        return is_passive(reading, verb.head)
    if not helping and verb.dep_ in {"acl", "amod"} and has(verb, "Number", "Sing"):
        return True
    if not helping:
        return _describes(verb, words.motion) or any(
            with_preposition(verb, words.agent_preposition)
        )
    if words.passive_auxiliary in helping:
        return True
    return words.stative_auxiliary in helping and verb.lemma_ not in words.motion


def _describes(verb: Token, motion: Collection[str]) -> bool:
    """Tell whether a participle behind a comma tells what was done to whom it follows."""
    behind = verb.i > verb.sent.start and verb.nbor(-1).text == "," and verb.dep_ != "conj"
    return behind and has(verb, "Number", "Sing") and verb.lemma_ not in motion


def antecedent(reading: Reading, subject: Token) -> Token:
    """Return what "der" or "som" stands for; any other subject for itself."""
    if subject.lower_ not in reading.profile.pronouns.relative:
        return subject
    clause = subject.head
    while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.i != clause.i:
        clause = clause.head
    if clause.dep_.startswith("acl"):
        return cleft(reading, clause.head) or _who_is(reading, clause.head) or clause.head
    before = subject.i - 1
    if before > 0 and reading.doc[before].text == ",":
        before -= 1
    name = reading.name_at.get(before)
    return reading.head(name) if name else subject


def cleft(reading: Reading, it: Token) -> Token | None:
    """Return whom "det" stands for in "Det er Norge, der støtter planen"; not one it denies."""
    who = it.head
    if it.dep_ != "nsubj" or it.lower_ != reading.profile.clauses.it or it.i > who.i:
        return None
    copular = any(c.dep_ == "cop" for c in who.children)
    return who if copular and not is_negated(reading, who) else None


def _who_is(reading: Reading, what: Token) -> Token | None:
    """Return the subject in "Lund er den eneste, der støtter planen"; not one it denies."""
    definite = has(what, "Definite", "Def") or any(c.dep_ == "det" for c in what.children)
    copular = any(c.dep_ == "cop" for c in what.children)
    if not (definite and copular) or is_negated(reading, what):
        return None
    return next((c for c in what.children if c.dep_ == "nsubj" and c.i < what.i), None)


def agents(reading: Reading, verb: Token) -> Iterator[Token]:
    """Yield the nouns after "af" that may be who does what a passive verb says.

    The verb's own come first; then those that the parser hung on another word of its clause.
    """
    words = reading.profile.verbs
    yield from with_preposition(verb, words.agent_preposition)
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.pos_ in {"VERB", "AUX", "SCONJ"} or token.text in {";", ":"}:
            return
        if (
            token.lower_ == words.agent_preposition
            and token.head.i > token.i
            and token.nbor(-1).lower_ not in words.no_agent_after
        ):
            yield token.head


def with_preposition(verb: Token, preposition: str) -> Iterator[Token]:
    """Yield the nouns that hang on a verb, or on its object, by a preposition.

    "over_for" stands for two words. The verb's own come first.
    """
    words = preposition.split("_")
    near = [c for c in verb.children if c.dep_.startswith(("obl", "obj", "nmod", "advcl", "ccomp"))]
    near += [
        g
        for c in near
        if c.dep_ in {"obj", "xcomp", "ccomp"}
        for g in c.children
        if g.dep_ in {"nmod", "obl"}
    ]
    for noun in near:
        cases = [c.lower_ for c in noun.children if c.dep_ in {"case", "mark"} and c.i < noun.i]
        if cases[: len(words)] == words or (len(words) == 1 and words[0] in cases):
            yield noun


def after_preposition(reading: Reading, verb: Token, preposition: str) -> list[Token]:
    """Return the first name after a preposition that follows a verb.

    "talte onsdag i telefon med sin kollega, Mike Lee".
    """
    words, doc, end = preposition.split("_"), verb.doc, min(verb.i + 22, verb.sent.end)
    for i in range(verb.i + 1, end):
        if doc[i].pos_ in {"VERB", "SCONJ"} or doc[i].text in {".", ";", ":"}:
            return []
        if [t.lower_ for t in doc[i : i + len(words)]] == words:
            return first_name(reading, i + len(words), min(i + NEAR, end))
    return []


def first_name(reading: Reading, start: int, end: int) -> list[Token]:
    """Return the head of the first name of a phrase between two tokens; of its owner none."""
    for i in range(start, end):
        name, token = reading.name_at.get(i), reading.doc[i]
        if name and not name.genitive and name.start == i and token.text[0].isupper():
            return [reading.head(name)]
        if token.pos_ in {"VERB", "AUX", "ADP", "CCONJ"}:
            return []
    return []


@once
def inverted(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb follows what is said: "..., siger Lund", "...?" spurgte hun".

    A mark that opens a quote ends none. After a comma that needs a clause before it: in "Lund, der
    er formand, siger" the comma only closes an apposition.
    """
    if verb.i == 0 or reading.doc[verb.i - 1].text not in ENDS_OF_SPEECH:
        return False
    if reading.partners.get(verb.i - 1, 0) > verb.i:
        return False
    if reading.doc[verb.i - 1].text != ",":
        return True
    low, _ = reading.paragraph_bounds(reading.paragraph(verb.i))
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    first = verb.sent.start if verb.sent.start < verb.i - 1 else low
    first = max(
        [
            t.i + 1
            for t in reading.doc[first : verb.i]
            if t.pos_ == "SCONJ" and t.i > first and t.nbor(-1).text == ","
        ],
        default=first,
    )
    verbs = [t for t in reading.doc[first : verb.i] if t.pos_ in VERBAL]
    if verbs and subject is not None:
        inside = range(subject.left_edge.i, subject.right_edge.i + 1)
        verbs = [t for t in verbs if t.i not in inside]
    return any(not in_relative(t, first) for t in verbs)


def in_relative(token: Token, first: int) -> bool:
    """Tell whether a token stands in a relative clause that begins after `first`."""
    current = token
    for _ in range(HEIGHT):
        if current.dep_ == "acl:relcl":
            return current.left_edge.i > first
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def subjects(verb: Token) -> Iterator[Token]:
    """Yield the subject of a verb, or of the verb that governs it, nearest first."""
    seen, current = 0, verb
    while seen < 4:
        own = [c for c in current.children if c.dep_ in SUBJECTS]
        if own:
            yield from own
            return
        if current.dep_ in {"acl:relcl", "acl"} and current.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield current.head
            return
        if (
            current.dep_ not in CONTROLLED
            or current.head.i == current.i
            or current.head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}
        ):
            return
        current, seen = current.head, seen + 1


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliary verbs of a verb, in order, those of the verb that governs it too."""
    own = [
        c
        for c in verb.children
        if (c.dep_ not in CLAUSAL if c.pos_ == "AUX" else c.dep_[:3] == "aux")
    ]
    if own or verb.dep_ != "xcomp":
        return own
    above = [c for c in verb.head.children if c.dep_.startswith("aux") and c.i < verb.i]
    return sorted([*above, *([verb.head] if verb.head.pos_ == "AUX" else [])], key=lambda t: t.i)


@once
def is_negated(reading: Reading, verb: Token) -> bool:
    """Tell whether the clause of a verb says that it was not so."""
    negations = reading.profile.verbs.negations
    heads = [verb, *([verb.head] if verb.dep_ == "xcomp" else [])]
    for child in [c for head in heads for c in head.children]:
        denies = child.lower_ in negations and abs(child.i - verb.i) < NEAR
        if denies and child.dep_.startswith(("advmod", "neg", "cc")):
            return True
        if child.dep_ == "nsubj" and _is_neither(reading, child):
            return True
    first = next((t.i for t in auxiliaries(verb)), verb.i)
    near = [*reading.doc[max(first - 1, 0) : verb.i], *reading.doc[verb.i + 1 : verb.i + 2]]
    return not negations.isdisjoint([t.lower_ for t in near])


def _is_neither(reading: Reading, subject: Token) -> bool:
    """Tell whether a subject is "hverken Holm eller Lund"."""
    before, neither = max(subject.sent.start - 1, 0), reading.profile.verbs.neither
    found = [t.i for t in reading.doc[before : subject.i] if t.lower_ == neither]
    return bool(found) and found[-1] >= subject.left_edge.i - 1


@once
def modality(reading: Reading, verb: Token) -> Modality:
    """Return how the text vouches for a clause, by its modal verb or an adverb."""
    modals = reading.profile.verbs.modals
    if is_hearsay(reading, verb):
        return "possible"
    for auxiliary in auxiliaries(verb):
        for form in (auxiliary.lemma_, auxiliary.lower_):
            if form in modals:
                return modals[form]
    hedges = reading.profile.verbs.possibility
    return "possible" if any(c.lower_ in hedges for c in verb.children) else "asserted"


def is_hearsay(reading: Reading, verb: Token) -> bool:
    """Tell whether what a verb says is only told of somebody.

    "Rusland skal have angrebet Polen", "Rusland siges at have angrebet Polen", "Ifølge rygter".
    """
    if _is_rumoured(reading, verb):
        return True
    words, above = reading.profile.verbs, verb.head
    found = [t.lemma_ for t in auxiliaries(verb)]
    if any(one in words.told and other in words.being for one, other in pairwise(found)):
        return True
    if above.lemma_ not in words.telling or any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    return is_passive(reading, above)


def _is_rumoured(reading: Reading, verb: Token) -> bool:
    """Tell whether a clause is a rumour: "Efter sigende", "Rygter siger, at"."""
    rumours, speech = reading.profile.verbs.rumours, reading.profile.speech
    if verb.dep_ == "ccomp" and any(
        c.dep_ in SUBJECTS and c.lower_ in rumours for c in verb.head.children
    ):
        return True
    below = [*verb.children]
    below += [t for c in below if c.pos_ not in VERBAL for t in c.children]
    told = [t for t in below if t.lower_ in rumours]
    if not told:
        return False
    openers = [c.lower_ for t in told for c in (*t.children, reading.doc[max(t.i - 1, 0)])]
    return any(
        word in speech.according_to or word == speech.opinion_preposition for word in openers
    )


@once
def is_hypothetical(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb stands in a clause with "hvis", or in one that its verb opens."""
    current = verb
    for _ in range(4):
        if _is_open(current):
            return True
        marks = [c.lower_ for c in current.children if c.dep_ == "mark"]
        if marks and not reading.profile.clauses.conditionals.isdisjoint(marks):
            return True
        if current.head.i == current.i or current.dep_ not in {"conj", "xcomp", "ccomp", "aux"}:
            return False
        current = current.head
    return False


def _is_open(verb: Token) -> bool:
    """Tell whether a verb opens its sentence before its subject, and what it says is left open.

    "Siger Lund nej, falder planen", "Siger Lund nej?"
    """
    sentence, first, doc = verb.sent, verb.sent[0], verb.doc
    if first is not verb and not (first.pos_ == "AUX" and first.head is verb):
        return False
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject is first:
        return False
    return sentence[-1].text == "?" or any(
        doc[i].text == "," and doc[i + 1].pos_ in VERBAL and not verb.is_ancestor(doc[i + 1])
        for i in range(subject.i + 1, sentence.end - 1)
    )

"""Find the words by which somebody says or does something.

A cue is a verb of the lexicon with the words it needs ("stemte ... imod"), or a noun of it with a
plain agent ("angrebet på").
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from kg.language.lexicon import NOTHING, SHORTEST_HEAD, Cue, Cues, Follows, Lexicon
from kg.language.marks import QUOTATION_MARKS
from kg.language.reading import VERBAL, Reading, has, once
from kg.language.roles.words import is_title
from kg.language.statements.appraisals import appraised
from kg.language.statements.content import Content, find_content
from kg.language.statements.particles import cue_end, present
from kg.language.syntax.clauses import auxiliaries, is_negated, is_passive, subjects
from kg.language.tokens import Token

#: Within so many tokens what is said shows that it is an infinitive.
INFINITIVE_REACH = 4
NO_CUES = Cues()
#: Words of other parts of speech are cues only where the lexicon knows their form.
CUED = VERBAL | {"NOUN"}


class Found(NamedTuple):
    """A cue in the text.

    The lexicon's entry, its main word, and the tokens from `start` to `end` that are shown as the
    cue; `rule` names the construction.
    """

    cue: Cue
    verb: Token
    start: int
    end: int
    rule: str = "verb"


def find_cues(reading: Reading) -> Iterator[Found]:
    """Yield the cues in text order."""
    forms = reading.lexicon.forms
    for token in reading.doc:
        if token.pos_ not in CUED and token.lower_ not in forms:
            continue
        verbal = _verbal(reading, token)
        cue = _verb_cue(reading, token) if verbal else _noun_cue(reading, token)
        if verbal and (willed := _willed(reading, token, cue)):
            yield willed
        if cue is None or _gives_a_name(reading, token, cue) or _is_caused(reading, token, cue):
            continue
        start, end = token.i, cue_end(token, cue)
        if not cue.particles and cue.lemma in reading.profile.speech.deny_or_reject:
            cue = replace(cue, predicate="DENIED" if _of_a_claim(reading, token) else "REJECTED")
        cue = appraised(reading, token, cue)
        if cue.predicate == "PLANNED" and _will_not(reading, token, end):
            cue = replace(cue, predicate="REJECTED")
        if cue.predicate == "AGREED" and _refuses(reading, token):
            first = min(t.i for t in auxiliaries(token))
            cue, start = (
                Cue("REJECTED", cue.kind, cue.lemma, cue.particles, cue.targets),
                first if token.i - first < 4 else token.i,
            )
        yield Found(cue, token, start, end)


def _willed(reading: Reading, verb: Token, cue: Cue | None) -> Found | None:
    """Return the refusal or intention under which a verb stands that says nothing itself.

    A deed towards nobody that is only intended is none: "vil købe et hus".
    """
    if cue is None and (refused := _bare_refusal(reading, verb)):
        return refused
    if not has(verb, "VerbForm", "Inf"):
        return None
    if cue is None:
        return _refusal(reading, verb) or _intention(reading, verb)
    if cue.kind != "action" or any(reading.names_starting(verb.i, verb.sent.end)):
        return None
    if _depends(reading, verb):
        return None
    return _intention(reading, verb)


def _depends(reading: Reading, verb: Token) -> bool:
    """Tell whether something is only done on a condition: "Hvis det sker, vil USA gribe ind"."""
    conditionals = reading.profile.clauses.conditionals
    return any(t.lower_ in conditionals for c in verb.children for t in c.children)


def _gives_a_name(reading: Reading, verb: Token, cue: Cue) -> bool:
    """Tell whether somebody names a child or a thing: "kalder sin datter for Mie".

    A person with a title is called something: "kalder formanden Jens Lund".
    """
    words, doc = reading.profile.verbs, verb.doc
    if cue.lemma not in words.naming:
        return False
    at = next((t.i for t in doc[verb.i + 1 : verb.i + 4] if t.pos_ == "NOUN"), None)
    if at is None or is_title(reading, doc[at]):
        return False
    first = at + 2 if at + 1 < len(doc) and doc[at + 1].lower_ == words.named_as else at + 1
    name = [*takewhile(lambda t: t.pos_ == "PROPN", doc[first:])]
    end = first + len(name)
    return bool(name) and (end == len(doc) or doc[end].is_punct)


def _is_caused(reading: Reading, verb: Token, cue: Cue) -> bool:
    """Tell whether somebody only makes another feel: "Lund irriterer Bo".

    Who feels speaks his mind where "det" does: "Det irriterer Bo, at Lund kom".
    """
    if cue.particles or cue.lemma not in reading.profile.verbs.feelings or verb.pos_ == "NOUN":
        return False
    return all(c.lower_ != reading.profile.clauses.it for c in verb.children)


def _noun_cue(reading: Reading, token: Token) -> Cue | None:
    """Return the cue that a noun is, or whose last part is one: "missilangreb" for "angreb".

    One that is the object of another cue is none: "aflyser mødet", "indgår en aftale".
    """
    known = _of_noun(reading.lexicon, token.lemma_) if token.pos_ == "NOUN" else NO_CUES
    if not known or has(token, "Case", "Gen"):
        return None
    cue = next((cue for cue, _ in present(reading, token, known)), None)
    return None if cue and token.dep_ == "obj" and _verb_cue(reading, token.head) else cue


@lru_cache(maxsize=50_000)
def _of_noun(lexicon: Lexicon, lemma: str) -> Cues:
    """Return the cues that a noun may be, or its last part."""
    lemma = lemma.lower()
    ends = (lemma[i:] for i in range(2, len(lemma) - SHORTEST_HEAD + 1))
    parts = (lemma, *ends, lemma.rpartition("-")[2])
    return next((lexicon.nouns[part] for part in parts if part in lexicon.nouns), NO_CUES)


def _verbal(reading: Reading, token: Token) -> bool:
    """Tell whether a word is used as a verb.

    After a quote a known form is one whatever the tagger says.
    """
    if token.pos_ in VERBAL:
        return token.lower_ not in reading.profile.verbs.rumours
    if token.lower_ not in reading.lexicon.forms or token.is_title:
        return False
    if token.pos_ == "ADJ" and not reading.lexicon.cues.keys().isdisjoint(
        {token.lemma_, token.lower_}
    ):
        return True
    if _governs(reading, token) or _is_perfect(reading, token):
        return True
    return token.nbor(-1).text in {",", "?", "!"} | QUOTATION_MARKS


def _is_perfect(reading: Reading, token: Token) -> bool:
    """Tell whether a definite noun before a name is a participle: "har efter sigende angrebet Ida".

    Only what vouches for it or not may stand before it.
    """
    have, behind = token.head, reading.name_at.get(token.i + 1)
    if token.dep_ != "obj" or behind is None or behind.genitive:
        return False
    words, speech = reading.profile.verbs, reading.profile.speech
    passed = words.rumours | words.possibility | {speech.opinion_preposition}
    between = token.doc[have.i + 1 : token.i]
    return have.lemma_ in words.being and all(t.lower_ in passed for t in between)


def _governs(reading: Reading, token: Token) -> bool:
    """Tell whether what the tagger took for a noun stands where only a verb does.

    It is the top of its sentence and follows a name: "Venstre krav svar"; or its subject does,
    and an adverb opens the sentence: "Nu sagsøger Lund avisen".
    """
    if token.dep_ != "ROOT":
        return False
    before = reading.name_at.get(token.i - 1)
    if before is not None:
        return not before.genitive
    behind = reading.name_at.get(token.i + 1)
    inverted = token.nbor(-1).is_sent_start and token.nbor(-1).pos_ == "ADV"
    return inverted and behind is not None and not behind.genitive


def _of_a_claim(reading: Reading, verb: Token) -> bool:
    """Tell whether "afviser" or "nægter" is about what is true rather than what is proposed.

    "afviser, at", "nægter at have".
    """
    following = [t.lower_ for t in reading.doc[verb.i + 1 : verb.i + 7]]
    if (that := reading.profile.clauses.that) in following:
        at = following.index(that)
        infinitive = at + 1 < len(following) and reading.doc[verb.i + 2 + at].pos_ in {
            "VERB",
            "AUX",
        }
        return not infinitive or following[at + 1] in reading.profile.verbs.being
    objects = [c.lemma_.lower() for c in verb.children if c.dep_ in {"obj", "nsubj", "nsubj:pass"}]
    return any(o.endswith(reading.profile.speech.claims) for o in objects)


def _refusal(reading: Reading, verb: Token) -> Found | None:
    """Return the refusal in "vil ikke følge", "tør ikke love".

    Any infinitive under "vil" and "ikke" that is no cue itself.
    """
    words = [t.lower_ for t in reading.doc[max(verb.i - 3, 0) : verb.i]]
    if (no := reading.profile.verbs.no) not in words:
        return None
    will = reading.profile.verbs.will | reading.profile.verbs.dare
    for k, word in enumerate(words):
        if (word in will and no in words[k + 1 :]) or (
            word == no and words[k + 1 : k + 2] and words[k + 1] in will
        ):
            start = max(verb.i - 3, 0) + k
            return Found(
                Cue("REJECTED", "speech", verb.lemma_, (), ("obj",)),
                verb,
                start,
                verb.i + 1,
                "refusal",
            )
    return None


def _bare_refusal(reading: Reading, verb: Token) -> Found | None:
    """Return the refusal in "Det vil Ida ikke", where "det" is what is refused."""
    words = reading.profile.verbs
    if verb.lower_ not in words.will and verb.lower_ not in words.dare:
        return None
    subject = next(subjects(verb), None)
    own = reading.profile.pronouns.i | reading.profile.pronouns.we
    refused = any(c.dep_ == "obj" and c.i < verb.i for c in verb.children)
    willing = subject and (subject.lower_ in own or _may_intend(reading, subject))
    if not refused or not willing or not is_negated(reading, verb):
        return None
    cue = Cue("REJECTED", "speech", verb.lemma_, (), ())
    return Found(cue, verb, verb.i, verb.i + 1, "refusal")


def _intention(reading: Reading, verb: Token) -> Found | None:
    """Return the intention in "vil købe", "ville købe".

    Any infinitive under it that is no cue itself, of a subject that may mean somebody.
    """
    will = next((c for c in verb.children if c.lower_ in reading.profile.verbs.will), None)
    subject = next(subjects(verb), None) if will else None
    if (
        will is None
        or subject is None
        or not _may_intend(reading, subject)
        or is_passive(reading, verb)
    ):
        return None
    cue = Cue("PLANNED", "speech", verb.lemma_, (), ())
    return Found(cue, will, will.i, will.i + 1, "intention")


def _may_intend(reading: Reading, subject: Token) -> bool:
    """Tell whether a subject may mean somebody who intends, other than who speaks of himself."""
    words = reading.profile.pronouns
    known = words.he | words.she | words.they | words.relative
    return subject.i in reading.name_at or subject.pos_ == "NOUN" or subject.lower_ in known


@once
def _verb_cue(reading: Reading, verb: Token) -> Cue | None:
    for cues in _of_verb(reading.lexicon, verb.lower_, verb.lemma_):
        if not (found := present(reading, verb, cues)):
            continue
        first, _ = min(found, key=lambda c: (-len(c[0].particles), c[1]))
        alike = [c for c, _ in found if c.particles == first.particles]
        if cue := _reading(reading, verb, alike):
            return cue if cue.predicate != NOTHING else None
    return None


@lru_cache(maxsize=50_000)
def _of_verb(lexicon: Lexicon, form: str, lemma: str) -> tuple[Cues, ...]:
    """Return the cues that a verb may be, by the lemmas of its form, the likeliest first.

    The tagger's lemma is none where the form is known to be of others: "fordrev" is not "fordre".
    """
    lemma, lemmas = lemma.lower(), lexicon.forms.get(form, ())
    likely = (lemma,) if not lemmas or lemma in lemmas else ()
    known = dict.fromkeys((form, *likely, *lemmas))
    return tuple(lexicon.cues[each] for each in known if each in lexicon.cues)


def _reading(reading: Reading, verb: Token, cues: list[Cue]) -> Cue | None:
    """Return the reading of a cue that what follows decides: "afviser, at" or "afviser forslaget".

    One whose followers are missing is none, as "Lund fordeler" beside "fordeler penge".
    """
    if len(cues) == 1 and cues[0].follows == "any":
        return cues[0]
    follows = _follower(reading, verb, cue_end(verb, cues[0]))
    for wanted in (follows, "clause" if follows == "infinitive" else "any", "any"):
        for cue in cues:
            if cue.follows == wanted:
                return cue
    return None


def _follower(reading: Reading, verb: Token, end: int) -> Follows | None:
    """Return what follows a cue: a clause or a quote, an object, a person or body with a name."""
    content = find_content(reading, verb, end)
    if content is None:
        return None
    if content.form != "reported":
        return "infinitive" if _is_infinitive(reading, content) else "clause"
    named = reading.name_at.get(content.start)
    return "person" if named and not named.genitive else "object"


def _is_infinitive(reading: Reading, content: Content) -> bool:
    """Tell whether what is said is an infinitive: "håber at vinde", "regner med at se"."""
    doc, end = reading.doc, min(content.end, content.start + INFINITIVE_REACH)
    words = [t for t in doc[content.start : end] if t.lower_ == reading.profile.clauses.that]
    return any(
        has(t, "VerbForm", "Inf") and doc[t.i - 1] in words for t in doc[content.start : end]
    )


def _will_not(reading: Reading, verb: Token, end: int) -> bool:
    """Tell whether a plan is one not to do something: "agter ikke at rejse"."""
    return is_negated(reading, verb) and _follower(reading, verb, end) == "infinitive"


def _refuses(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb of agreeing stands under "vil ikke" or "kan ikke"."""
    forms = reading.profile.verbs.refusal_forms
    return any(t.lower_ in forms for t in auxiliaries(verb)) and is_negated(reading, verb)

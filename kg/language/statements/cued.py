"""Find the cues of an article, with what each says and who, as far as the rules see.

First the cues outside direct speech, which tell who speaks where; then those inside it, where "jeg"
is the speaker.
"""

from dataclasses import dataclass

from kg.language.coreference.authors import author
from kg.language.coreference.nouns import kinds_of
from kg.language.coreference.refer import actors, by_name
from kg.language.coreference.speakers import carry_on, is_speech
from kg.language.reading import Quote, Reading, has
from kg.language.statements.constructions.attributions import attributions
from kg.language.statements.content import Content, clause_of, find_content, intended
from kg.language.statements.cues import Found, find_cues
from kg.language.statements.happened import is_done, is_harm
from kg.language.statements.parties import MUTUAL, between
from kg.language.statements.sources import sources
from kg.language.statements.targets import noun_source, noun_targets
from kg.language.statements.turned import doers, is_turned
from kg.language.statements.unnamed import is_by_somebody
from kg.language.syntax.clauses import (
    SUBJECTS,
    inverted,
    is_hypothetical,
    is_passive,
    subjects,
)
from kg.language.syntax.unreal import is_unreal
from kg.language.tokens import Token


@dataclass(slots=True)
class Cued:
    """A cue with what the rules make of it, before it is decided whether it makes a statement.

    `rule` names the construction, `named` is who the rules take for the source, `allowed` tells
    whether they would make a statement of it. One that is `barred` never makes one: a deed that the
    text does not vouch for, a "jeg tror" in a quote, what nobody knows who says, what would be if.
    `content` is None where the cue says nothing, and that of a deed or a noun that names nobody.
    """

    found: Found
    rule: str
    content: Content | None
    named: list[str]
    speaker: str | None = None
    allowed: bool = True
    barred: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether the rules make a statement of it."""
        return self.allowed and not self.barred and bool(self.named)


def find_cued(reading: Reading) -> list[Cued]:
    """Return the cues, in text order."""
    cues = list(find_cues(reading))
    outside = [f for f in cues if reading.quote_at(f.verb.i) is None]
    cued = [_cued(reading, f, _writer(reading, f)) for f in outside]
    speakers: dict[Quote, str] = {}
    for each in cued:
        note_speaker(speakers, each)
    for each in _attributed(reading):
        note_speaker(speakers, each)
        cued.append(each)
    carry_on(reading, speakers)
    for found in cues:
        if (quote := reading.quote_at(found.verb.i)) is not None:
            inside = _cued(reading, found, speakers.get(quote))
            inside.barred |= quote not in speakers and is_speech(quote)
            cued.append(inside)
    return sorted(cued, key=_at)


def _writer(reading: Reading, found: Found) -> str | None:
    """Return the author of the article where a cue outside of speech is his own: "jeg mener"."""
    subject = next(subjects(found.verb), None)
    is_own = subject is not None and subject.lower_ in reading.profile.pronouns.i
    return author(reading) if is_own else None


def _at(cued: Cued) -> int:
    return cued.found.start


def note_speaker(speakers: dict[Quote, str], cued: Cued) -> None:
    """Note whom a cue makes the speaker of the quote beside it."""
    if cued.stands and cued.content and cued.content.beside:
        speakers.setdefault(cued.content.beside, cued.named[0])


def _cued(reading: Reading, found: Found, speaker: str | None) -> Cued:
    verb, cue = found.verb, found.cue
    if cue in reading.lexicon.nouns.get(cue.lemma, ()):
        return _noun(reading, found, speaker)
    turned = is_turned(cue)
    barred = (
        is_hypothetical(reading, verb)
        or is_unreal(reading, verb)
        or _takes(reading, verb)
        or _is_thing(reading, verb)
        or _only_repeats(reading, verb, speaker)
        or not is_done(reading, found)
        or (is_harm(cue.predicate) and not turned and is_by_somebody(reading, found))
    )
    harmed = _harmed(reading, found)
    who = doers(reading, found, speaker) if turned else sources(reading, verb, speaker)
    named = [s for s in who if not s.startswith("place:") and s not in harmed]
    content = _said(reading, found, named)
    enough = _says_enough(found, content)
    return Cued(found, found.rule, content, named, speaker, enough, barred)


def _said(reading: Reading, found: Found, named: list[str]) -> Content | None:
    """Return what a cue says, or the clause of a deed, where it names who does it."""
    if found.rule == "intention":
        return intended(reading, found.verb)
    if found.cue.kind == "action":
        return clause_of(reading, found.verb) if named else None
    content = find_content(reading, found.verb, found.end)
    if content is None and found.verb.dep_ == "aux" and found.verb.head.i >= found.end:
        return intended(reading, found.verb)
    return None if content and _is_of(reading, found, content, named) else content


def _is_of(reading: Reading, found: Found, content: Content, named: list[str]) -> bool:
    """Tell whether what a cue takes is who says it: ", siger museets leder, Ida Lund"."""
    if content.form != "reported":
        return False
    words = reading.doc[content.start : content.end]
    heads = (t for t in words if not content.start <= t.head.i < content.end)
    if inverted(reading, found.verb):
        return any(entity in named for head in heads for entity in actors(reading, head))
    return any(by_name(reading, head) in named for head in heads)


def _harmed(reading: Reading, found: Found) -> set[str]:
    """Return whom a deed or word is against, who is never its source.

    In "direktøren truede ham" the director is another one, also where the text has one alone.
    """
    if not is_harm(found.cue.predicate):
        return set()
    objects = (c for c in found.verb.children if c.dep_ == "obj" and c.i > found.verb.i)
    return {entity for o in objects for entity in actors(reading, o)}


def _noun(reading: Reading, found: Found, speaker: str | None) -> Cued:
    if is_turned(found.cue):
        who = doers(reading, found, speaker)[:1]
    else:
        who = [s for s in [noun_source(reading, found.verb, speaker)] if s]
        if not who and found.cue.predicate in MUTUAL:
            who = between(reading, found.verb)[:1]
    named = [s for s in who if not s.startswith("place:")]
    followed = (
        found.verb.i + 1 < len(reading.doc)
        and found.verb.nbor().lower_ in reading.profile.speech.noun_complements
    )
    enough = bool(named and noun_targets(reading, found, named[0])) or (
        found.cue.kind != "action" and followed
    )
    content = clause_of(reading, found.verb) if named else None
    return Cued(found, "noun", content, named, speaker, enough)


def _attributed(reading: Reading) -> list[Cued]:
    """Return the attributions without a verb of saying."""
    return [Cued(found, found.rule, said, named) for said, found, named in attributions(reading)]


def _says_enough(found: Found, content: Content | None) -> bool:
    """Tell whether a cue has the content that its kind must have."""
    match found.cue.kind:
        case "inquit":
            return stands_beside(found, content)
        case "clause":
            return content is not None and content.form != "reported"
        case "attitude":
            return content is not None
    return True


def stands_beside(found: Found, content: Content | None) -> bool:
    """Tell whether a cue stands beside what is said, as in an inquit."""
    return content is not None and (
        content.form == "direct" or (content.form == "indirect" and content.end <= found.verb.i)
    )


def _takes(reading: Reading, verb: Token) -> bool:
    """Tell whether "det" stands for nobody: "Det kræver en god målmand at vinde"."""
    doc, first = verb.doc, verb.sent.start
    if verb.i != first + 1 or doc[first].lower_ != reading.profile.clauses.it:
        return False
    after = doc[verb.i + 1 : verb.i + 2]
    return any(t.lower_ in reading.profile.references.indefinite_articles for t in after)


def _is_thing(reading: Reading, verb: Token) -> bool:
    """Tell whether the subject is a thing named after somebody: "Shell-kortet siger"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    name = reading.name_at.get(subject.i) if subject is not None else None
    if subject is None or name is None or not name.part or is_passive(reading, verb):
        return False
    last = subject.text.rpartition("-")[2]
    one = subject.pos_ == "NOUN" and has(subject, "Number", "Sing") and last.islower()
    return one and not kinds_of(reading, subject)


def _only_repeats(reading: Reading, verb: Token, speaker: str | None) -> bool:
    """Tell whether a cue is the "jeg tror" or "vi håber" of a quote.

    It says no more than that it is said.
    """
    pronouns, speech = reading.profile.pronouns, reading.profile.speech
    own = [c.lower_ for c in verb.children if c.dep_.startswith("nsubj")]
    if not pronouns.one.isdisjoint(own) or not pronouns.you.isdisjoint(own):
        return True
    believes = verb.lemma_ in speech.beliefs or verb.lemma_ in speech.own_words
    return speaker is not None and believes and not pronouns.own.isdisjoint(own)

"""Find what is said: the quote beside a cue, the clause it governs, the object it takes."""

from dataclasses import dataclass

from kg.language.marks import DASHES, QUOTATION_MARKS
from kg.language.reading import VERBAL, Quote, Reading, has, is_word
from kg.language.statements.stretch import MARKS, bare, opened, speech_end, trim, within
from kg.language.syntax.clauses import SUBJECTS, auxiliaries, cleft, inverted, is_passive
from kg.language.tokens import Token
from kg.model import Form

#: What stands before a noun and is part of what it names.
ITS = {"det", "amod", "nummod", "nmod:poss", "compound"}
CLAUSES = {"ccomp", "xcomp", "advcl", "csubj", "parataxis"}
#: Words between a cue and the "at" of its clause: "sagde han til avisen i går, at".
OPENER_REACH = 12
#: The parts of speech of words that open a clause.
OPENERS = {"SCONJ", "PART", "ADV", "PRON", "ADP"}
#: What a cue takes, the likeliest first, and what ends it where the parser found none.
OBJECTS = ("obj",), ("obl", "iobj"), ("advcl",)
ENDS = {"CCONJ", "SCONJ", "VERB", "AUX"}
#: How a verb hangs on what it tells of.
ATTRIBUTES = {"acl:relcl", "acl", "amod"}
#: Words between a cue and the quote that it introduces, the colon included.
INTRODUCED = 39
#: What stands between what is said and "siger Lund"; a mark that closes nothing too.
BEFORE_INQUIT = {",", "?", "!"} | QUOTATION_MARKS | DASHES
#: Predicates of what somebody did, or is to do, which stands in "for at".
OF_DEEDS = {"ACCUSED", "CRITICISED", "PRAISED", "URGED", "SANCTIONED", "PLANNED"}


@dataclass(frozen=True, slots=True)
class Content:
    """What is said, as tokens from `start` to `end`, and how.

    `beside` is the quote that the cue stands beside.
    """

    start: int
    end: int
    form: Form
    beside: Quote | None = None


def find_content(reading: Reading, verb: Token, cue_end: int) -> Content | None:
    """Return what a cue says, or None; it is sought once."""
    known, key = reading.doc.told, ((find_content, cue_end), verb.i)
    if key not in known:
        known[key] = _content(reading, verb, cue_end)
    found: Content | None = known[key]
    return found


def _content(reading: Reading, verb: Token, cue_end: int) -> Content | None:
    inside = reading.quote_at(verb.i)
    if inside is None and (quote := adjacent_quote(reading, verb)):
        return Content(*bare(reading, quote.start, quote.end), "direct", quote)
    if _points_back(reading, verb):
        return _said_before(reading, verb)
    stop = speech_end(reading, verb)
    return (
        _clause_after(reading, verb, cue_end, stop)
        or _clause_before(reading, verb)
        or _antecedent(reading, verb)
        or _object(reading, verb, cue_end, stop)
    )


def adjacent_quote(reading: Reading, verb: Token) -> Quote | None:
    """Return the direct speech that a cue closes or introduces, in its paragraph or the next.

    What stands before it in another paragraph, or is no sentence, is not said again: 'Lund
    fortsatte: "Vi går nu."', 'I bogen "Den lange vej" skriver Lund: "Vi går nu."'.
    """
    if not reading.quotes:
        return None
    before, behind = _quote_before(reading, verb), _quote_behind(reading, verb)
    if before is None or behind is None:
        return before or behind
    apart = reading.paragraph(before.closes - 1) != reading.paragraph(verb.i)
    return behind if apart or not _is_sentence(reading, before) else before


def _quote_before(reading: Reading, verb: Token) -> Quote | None:
    """Return the quote that ends right before a cue."""
    anchor = min([t.i for t in auxiliaries(verb)], default=verb.i)
    before = [
        q
        for q in reading.quoted.closing(anchor - 3, anchor)
        if all(not is_word(t) for t in reading.doc[q.closes : anchor])
    ]
    return before[-1] if before else None


def _quote_behind(reading: Reading, verb: Token) -> Quote | None:
    """Return the quote behind a cue, after a colon or right after it."""
    for quote in reading.quoted.opening(verb.i + 1, verb.i + INTRODUCED):
        between = reading.doc[verb.i + 1 : quote.opens]
        colon = len(between) > 0 and between[-1].text == ":"
        if (colon or (not between and _is_sentence(reading, quote))) and not any(
            t.text == "." or _introduces(verb, t) or _opens_clause(reading, t) for t in between
        ):
            return quote
    return None


def _introduces(verb: Token, other: Token) -> bool:
    """Tell whether a quote is that of a verb behind another one.

    "Ida Lund, der leder museet, siger: ..."
    """
    return has(other, "VerbForm", "Fin") and not verb.is_ancestor(other)


def _opens_clause(reading: Reading, word: Token) -> bool:
    """Tell whether a word opens what is said before a quote: "siger, at det er slut: »...«"."""
    return word.lower_ == reading.profile.clauses.that and word.pos_ == "SCONJ"


def _is_sentence(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quote is a sentence, as after a verb without a colon, and no title."""
    words = reading.doc[quote.start : quote.end]
    return any(has(t, "VerbForm", "Fin") for t in words)


def _points_back(reading: Reading, verb: Token) -> bool:
    """Tell whether a sentence begins "Sådan siger" or "Det oplyser".

    What is said stands before it.
    """
    first = verb.sent.start
    joined = reading.doc[first].pos_ == "CCONJ"
    return (
        verb.i - first == 1 + joined
        and reading.doc[verb.i - 1].lower_ in reading.profile.speech.back_pointers
        and (not joined or any(c.dep_ in SUBJECTS and c.i > verb.i for c in verb.children))
        and not any(
            t.lower_ == reading.profile.clauses.that for t in reading.doc[verb.i : verb.sent.end]
        )
    )


def _said_before(reading: Reading, verb: Token) -> Content | None:
    """Return the quote or the sentence right before the sentence of a verb."""
    first = verb.sent.start
    if quotes := reading.quoted.closing(first - 2, first):
        quote = quotes[-1]
        return Content(*bare(reading, quote.start, quote.end), "direct", quote)
    if first == 0 or reading.doc[verb.i - 1].lower_ != reading.profile.clauses.it:
        return None
    before = reading.doc[first - 1].sent
    return Content(before.start, trim(reading, before.start, before.end), "indirect")


def _clause_after(reading: Reading, verb: Token, cue_end: int, stop: int) -> Content | None:
    doc, clauses = reading.doc, reading.profile.clauses
    for child in verb.children:
        if (
            stop > child.i > verb.i
            and child.dep_ in CLAUSES
            and child.dep_ != "advcl"
            and child.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}
        ):
            left, right = child.left_edge.i, child.right_edge.i + 1
            if (
                left > verb.i
                and right > left + 1
                and not (doc[left].lower_ not in clauses.openers and child.dep_ == "parataxis")
            ):
                return Content(
                    *within(reading, verb, max(left, cue_end), min(right, stop)), "indirect"
                )
    for word in doc[cue_end : min(cue_end + OPENER_REACH, stop)]:
        if word.lower_ in clauses.openers and word.pos_ in OPENERS and word.i + 1 < stop:
            if not _opens_what_is_said(reading, verb, cue_end, word):
                return None
            return Content(*within(reading, verb, word.i, stop), "indirect")
        if _is_of_another(word) or word.lower_ in clauses.no_clause_after:
            return None
    return None


def _opens_what_is_said(reading: Reading, verb: Token, cue_end: int, word: Token) -> bool:
    """Tell whether a clause is what a verb says, and not why, how or where its object is.

    None follows in "det, hun skriver om." either.
    """
    doc, clauses = reading.doc, reading.profile.clauses
    if not is_word(doc[word.i + 1]) and doc[word.i + 1].text not in MARKS:
        return False
    if word.lower_ in clauses.ends and doc[word.i - 1].text == ",":
        return not any(c.dep_ == "obj" and cue_end <= c.i < word.i for c in verb.children)
    before = doc[word.i - 1]
    purpose = word.lower_ == clauses.that and before.i >= cue_end and before.lower_ in clauses.aims
    return not purpose or doc[word.i + 1].pos_ == "AUX" or _takes_reason(reading, verb)


def _takes_reason(reading: Reading, verb: Token) -> bool:
    """Tell whether what a verb says of somebody is why: "roser Lund for at komme"."""
    return any(c.predicate in OF_DEEDS for c in reading.lexicon.cues_of(verb.lower_))


def _is_of_another(word: Token) -> bool:
    """Tell whether a word is a verb that a clause behind it is of; "smilende" only tells how."""
    if word.pos_ != "VERB":
        return False
    return not (has(word, "VerbForm", "Part") and has(word, "Tense", "Pres"))


def _clause_before(reading: Reading, verb: Token) -> Content | None:
    """Return the sentence in "Prisen stiger, siger Lund".

    All before the comma, where an inverted verb follows.
    """
    doc = reading.doc
    if (
        doc[verb.i - 1].text not in BEFORE_INQUIT
        or not inverted(reading, verb)
        or verb.i + 1 >= len(doc)
        or doc[verb.i + 1].pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "DET", "ADV", "NUM", "X"}
    ):
        return None
    start = verb.sent.start
    if verb.i - start < 4 and start > reading.paragraph_bounds(reading.paragraph(verb.i))[0]:
        start = doc[start - 1].sent.start
    has_verb = any(t.pos_ in {"VERB", "AUX"} for t in doc[start : verb.i])
    opener = doc[start].lower_ in reading.profile.clauses.subordinate_openers and not any(
        t.text == "," and t.nbor().pos_ in VERBAL for t in doc[start : verb.i - 1]
    )
    return (
        Content(start, trim(reading, start, verb.i), "indirect")
        if has_verb and not opener and verb.i > start + 1
        else None
    )


def _object(reading: Reading, verb: Token, cue_end: int, stop: int) -> Content | None:
    if is_passive(reading, verb):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                return Content(child.left_edge.i, child.right_edge.i + 1, "reported")
    behind = [(c.dep_.partition(":")[0], c) for c in verb.children if c.i > verb.i]
    for wanted in OBJECTS:
        for label, child in behind:
            if (
                label in wanted
                and child.lower_ not in reading.profile.clauses.empty_objects
                and child.ent_type_ != "DATE"
            ):
                end = min(child.right_edge.i + 1, stop)
                start = opened(reading, max(child.left_edge.i, cue_end), end)
                if end > start:
                    return Content(start, trim(reading, start, end), "reported")
    return _phrase_after(reading, cue_end, stop)


def _antecedent(reading: Reading, verb: Token) -> Content | None:
    """Return what a relative clause is about: "planen" in "planen, som Lund i går fremlagde, da".

    The clause has a subject of its own, and no object; or it is a participle: "planen, støttet af".
    """
    if verb.dep_ not in ATTRIBUTES:
        return None
    relative = reading.profile.pronouns.relative
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in relative]
    after = any(c.dep_ in {"obj", "xcomp", "ccomp"} and c.i > verb.i for c in verb.children)
    told = verb.dep_ == "acl:relcl" and own and not after
    done = verb.dep_ in {"acl", "amod"} and verb.i > verb.head.i and is_passive(reading, verb)
    if not (told or done):
        return None
    about = cleft(reading, verb.head) or verb.head
    start = min((c.left_edge.i for c in about.children if c.dep_ in ITS), default=about.i)
    start, end = min(start, about.i), min(verb.left_edge.i, about.right_edge.i + 1)
    if about.pos_ not in {"NOUN", "PROPN"} or end <= about.i:
        return None
    return Content(start, trim(reading, start, end), "reported")


def _phrase_after(reading: Reading, cue_end: int, stop: int) -> Content | None:
    """Return the words from a cue to the next punctuation or conjunction, or to where all stops.

    They are its object where the parser found none.
    """
    end, nominal = cue_end, False
    for word in reading.doc[cue_end:stop]:
        if word.is_punct or word.pos_ in ENDS:
            break
        end, nominal = word.i + 1, nominal or word.pos_ in {"NOUN", "PROPN"}
    return Content(cue_end, end, "reported") if nominal else None


def intended(reading: Reading, will: Token) -> Content:
    """Return what somebody intends: "bygge en bro" in "vil bygge en bro"."""
    deed = will.head
    first = next((t.i for t in will.doc[will.i + 1 : deed.i] if has(t, "VerbForm", "Inf")), deed.i)
    end = min(deed.right_edge.i + 1, speech_end(reading, will))
    return Content(*within(reading, deed, first, max(end, deed.i + 1)), "reported")


def clause_of(reading: Reading, verb: Token) -> Content:
    """Return the clause of a verb, or of the one it helps, as the content of an action."""
    verb = verb.head if verb.dep_ == "aux" else verb
    start, end = verb.left_edge.i, verb.right_edge.i + 1
    low, high = reading.paragraph_bounds(reading.paragraph(verb.i))
    start, end = max(start, low), min(end, high)
    while start < end and not is_word(reading.doc[start]):
        start += 1
    return Content(start, max(trim(reading, start, end), start + 1), "action")

"""Tell whether who does harm is somebody that the text does not name: "en nabo truer Lund".

The order of words is asked, not the parser, which makes Lund the one who threatens: Danish puts the
subject first in its clause, or right behind a finite verb that something else comes before.
"""

from collections.abc import Sequence

from kg.language.coreference.refer import actors
from kg.language.reading import VERBAL, Reading, has
from kg.language.statements.cues import Found
from kg.language.syntax.clauses import antecedent, auxiliaries, is_passive
from kg.language.tokens import Token

#: What a phrase that is a subject consists of, besides its words before the noun.
NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "X", "NUM"}
#: What no subject begins with.
ADVERBIAL = {"ADP", "ADV", "SCONJ"}
#: What may stand before such a phrase, and what ends it.
SKIPPED = {"ADV", "PART"}
ENDS = {"ADP", "ADV", "SCONJ", "CCONJ", "PUNCT", "PART"}


def is_by_somebody(reading: Reading, found: Found) -> bool:
    """Tell whether the subject of a cue is a phrase that names nobody the article knows.

    False for an infinitive, a passive, and a verb that shares the subject of another one.
    """
    verb = found.verb
    finite = min((t.i for t in auxiliaries(verb)), default=verb.i)
    if has(verb.doc[finite], "VerbForm", "Inf") or is_passive(reading, verb):
        return False
    start = _clause_start(reading, verb, finite)
    if start == finite and start > verb.sent.start:
        before = verb.doc[start - 1]
        if before.lower_ not in reading.profile.pronouns.relative:
            return False
        return not actors(reading, antecedent(reading, before))
    turned = start == finite or verb.doc[start].pos_ in ADVERBIAL
    words = verb.doc[finite + 1 if turned else start : verb.sent.end]
    phrase = _phrase(reading, words, turned=turned)
    if not phrase:
        return False
    behind = reading.name_at.get(phrase[-1].i + 1)
    object_ = {behind.entity} if behind and turned else set()
    return not any(_is_somebody_known(reading, t, object_) for t in phrase)


def _clause_start(reading: Reading, verb: Token, finite: int) -> int:
    """Return the first token of the clause of a finite verb, behind the word that joins it."""
    first = verb.sent.start
    for i in range(finite - 1, first - 1, -1):
        token = verb.doc[i]
        if token.lower_ in reading.profile.pronouns.relative and i > first:
            if _is_inside(verb, i, finite):
                continue
            return i + 1
        if i > first and token.pos_ == "SCONJ" and token.lower_ == reading.profile.clauses.that:
            return i + 1
        if token.pos_ == "CCONJ" and any(t.pos_ in VERBAL for t in verb.doc[first:i]):
            return i + 1
        if token.text in {":", ";"}:
            return i + 1
    return first


def _is_inside(verb: Token, relative: int, finite: int) -> bool:
    """Tell whether a relative clause ends before the finite verb: "en mand, der bor her, truer"."""
    return any(t.pos_ in VERBAL for t in verb.doc[relative:finite])


def _phrase(reading: Reading, words: Sequence[Token], *, turned: bool) -> list[Token]:
    """Return the words of the first nominal phrase among others, its genitives left out.

    Behind a verb a name after a noun with its article is no part of it: "nu truer en nabo Lund".
    """
    phrase: list[Token] = []
    article = ""
    for token in words:
        article = token.lower_ if token.pos_ == "DET" else article
        noun = token.pos_ in NOMINAL or bool(article and has(token, "VerbForm", "Part"))
        if (
            turned
            and phrase
            and token.i in reading.name_at
            and _is_whole(reading, phrase[-1], article)
        ):
            return phrase
        if noun and token.ent_type_ != "DATE" and not _is_owner(reading, token):
            phrase.append(token)
        elif not noun and token.pos_ in ENDS | VERBAL and (phrase or token.pos_ not in SKIPPED):
            return phrase
    return phrase


def _is_whole(reading: Reading, last: Token, article: str) -> bool:
    """Tell whether words are a phrase of their own, and no title of the name behind them."""
    return (
        has(last, "Definite", "Def")
        or has(last, "Number", "Plur")
        or article in reading.profile.references.indefinite_articles
    )


def _is_owner(reading: Reading, token: Token) -> bool:
    name = reading.name_at.get(token.i)
    return has(token, "Case", "Gen") or bool(name and name.genitive)


def _is_somebody_known(reading: Reading, token: Token, other: set[str]) -> bool:
    """Tell whether a word names somebody else, or is a pronoun that stands for somebody."""
    pronouns = reading.profile.pronouns
    personal = pronouns.he | pronouns.she | pronouns.they | pronouns.i | pronouns.we
    return (
        token.i in reading.name_at
        or (token.pos_ == "PRON" and token.lower_ in personal)
        or bool(set(actors(reading, token)) - other)
    )

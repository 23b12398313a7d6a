"""Say which entity a word stands for.

A name, a pronoun, "premierministeren", "landets styrker", "en talsmand for Hamas".

`actor` answers for the head word of a source or a target: by name, for "jeg" by who speaks, else by
what the rules say (`rules`) and how all that a word may mean are ranked (`ranking`).
"""

from kg.language.coreference.asked import ages_of
from kg.language.coreference.collectives import last_of_kind
from kg.language.coreference.features import SEX
from kg.language.coreference.groups import group_of, is_plural, joined_pronouns
from kg.language.coreference.holders import body_of, holder, titles_of
from kg.language.coreference.nouns import kinds_of, said_of
from kg.language.coreference.phrases import Phrase, phrase_of
from kg.language.coreference.ranking import rank
from kg.language.coreference.rules import by_rule
from kg.language.names.boundaries import is_title_in_capitals
from kg.language.names.gazetteer import gazetteer
from kg.language.reading import Named, Reading, has, once
from kg.language.roles.words import is_title
from kg.language.tokens import Token

NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X"}


def actor(
    reading: Reading, token: Token, *, speaker: str | None = None, other: str | None = None
) -> str | None:
    """Return the entity that acts where `token` heads a phrase, or None.

    `speaker` is who says the direct speech around it, `other` who else takes part in the same
    clause: a pronoun means neither. What a word means is decided once.
    """
    meant: dict[tuple[int, str | None, str | None], str | None]
    meant = reading.doc.user_data.setdefault("meant", {})
    key = token.i, speaker, other
    if key not in meant:
        meant[key] = _meant(reading, token, speaker, other)
    return meant[key]


def _meant(reading: Reading, token: Token, speaker: str | None, other: str | None) -> str | None:
    found = by_name(reading, token) or _by_speaker(reading, token, speaker)
    if found is None and (phrase := phrase_of(reading, token)):
        found = _by_rank(reading, phrase, speaker, other)
    if found and token.i not in reading.name_at:
        reading.references[token.i] = found
    return found


def _by_rank(
    reading: Reading, phrase: Phrase, speaker: str | None, other: str | None
) -> str | None:
    """Return whom a word most likely means: "en israelsk embedsmand" is Israel without question."""
    rule = by_rule(reading, phrase, {speaker, other})
    if rule is None and _is_new(reading, phrase):
        return None
    others = _others(reading, phrase, speaker, other)
    if rule and rule not in others and phrase.put == "a" and rule == phrase.owner:
        return rule
    ranked = rank(reading, phrase, rule, others)
    return ranked[0] if ranked else None


def _is_new(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a noun is nobody's and tells of something new, or not what it is: "planen".

    Two of three words asked of are such, and they mean no one, unless they tell an age.
    """
    if not phrase.word or phrase.owner is not None or phrase.put == "owned":
        return False
    if phrase.put != "a" and said_of(reading, phrase.token):
        return False
    return not ages_of(phrase.token)


def _others(
    reading: Reading, phrase: Phrase, speaker: str | None, other: str | None
) -> set[str | None]:
    """Return whom a word does not mean.

    Who else takes part, who speaks, whose the person is, and of what somebody was a member.
    """
    found = {other}
    if phrase.form in SEX:
        found.add(speaker)
    if phrase.word and "PERSON" in kinds_of(reading, phrase.token):
        found.add(phrase.owner if phrase.owner and phrase.owner.startswith("person:") else None)
    if _is_former(reading, phrase.token):
        found.add(phrase.owner)
    return found


def _is_former(reading: Reading, noun: Token) -> bool:
    """Tell whether a noun says what somebody was: "et tidligere medlem af partiet"."""
    return any(c.lower_ in reading.profile.references.former for c in noun.children)


def actors(
    reading: Reading, token: Token, *, speaker: str | None = None, other: str | None = None
) -> list[str]:
    """Return the entities of a phrase and of what "og" joins to it, in order, each once.

    A plural noun means those that were named together last, "de" does where it means no one entity.
    It is decided once, as `actor` does: of most phrases it is asked twice.
    """
    known: dict[tuple[int, str | None, str | None], list[str]]
    known = reading.doc.told.setdefault(actors, {})
    key = token.i, speaker, other
    if key not in known:
        known[key] = _actors(reading, token, speaker, other)
    return [*known[key]]


def _actors(reading: Reading, token: Token, speaker: str | None, other: str | None) -> list[str]:
    phrase, found = None, list[str | None]()
    if token.i not in reading.name_at:
        phrase = phrase_of(reading, token)
    if phrase and phrase.form == "nouns":
        found += _together(reading, token, speaker, other)
    if not found:
        found.append(actor(reading, token, speaker=speaker, other=other))
        if found == [None] and phrase and phrase.form in {"noun", "they"}:
            found += _together(reading, token, speaker, other)
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and child.pos_ in NOMINAL:
            found += actors(reading, child, speaker=speaker, other=other)
    return list(dict.fromkeys(filter(None, found)))


def _together(
    reading: Reading, token: Token, speaker: str | None, other: str | None
) -> list[str | None]:
    """Return the entities of the group that a word means, but for who else takes part."""
    return [e for e in _group(reading, token) if e not in {speaker, other}]


@once
def _group(reading: Reading, token: Token) -> list[str]:
    """Return the entities of the group that a word means, empty where it means none."""
    phrase = phrase_of(reading, token)
    if phrase is None or not is_plural(reading, phrase):
        return []
    for pronoun in joined_pronouns(reading, token.i):
        actor(reading, pronoun)
    if found := group_of(reading, phrase):
        reading.groups[token.i] = found
    return found


def by_name(reading: Reading, token: Token) -> str | None:
    """Return the entity of the name that the phrase is, or that is in apposition to its head."""
    name = reading.name_at.get(token.i)
    if name and not name.genitive and not modifies(reading, name):
        if name.kind != "PERSON" and (person := _appended(reading, token)):
            return person
        if name.kind == "ORGANISATION" and (person := _in_office(reading, name)):
            return person
        if name.part and is_title(reading, token):
            return holder(reading, token, name.entity) or name.entity
        return _one_of_many(reading, token, name)
    return _appended(reading, token)


def _in_office(reading: Reading, name: Named) -> str | None:
    """Return the person behind a body and a title in capitals: "Arla CEO Ida Bo"."""
    behind = reading.doc[name.end : name.end + 1]
    return next((_appended(reading, t) for t in behind if is_title_in_capitals(reading, t)), None)


def _one_of_many(reading: Reading, token: Token, name: Named) -> str | None:
    """Return what a name means: "svenskeren" or "demokraten" is the person named last.

    One inhabitant of whom nothing was told is nobody, and no country: "en svensker".
    """
    if not has(token, "Number", "Sing"):
        return name.entity
    meant = gazetteer(reading.language).lookup(token.text)
    if not meant or meant[0].how not in {"inhabitant", "member"}:
        return name.entity
    if has(token, "Definite", "Def"):
        return last_of_kind(reading, "PERSON", token.i) or name.entity
    return None if meant[0].how == "inhabitant" else name.entity


def modifies(reading: Reading, name: Named) -> bool:
    """Tell whether a name is an adjective before a noun: "israelske" in "israelske soldater"."""
    last = reading.doc[name.end - 1]
    return last.text[0].islower() and last.pos_ == "ADJ"


def _appended(reading: Reading, token: Token) -> str | None:
    """Return the person named right after a title.

    "præsident Joe Biden", "premierminister, Benjamin Netanyahu,".
    """
    doc, title = reading.doc, is_title(reading, token)
    if not title and token.pos_ != "NOUN":
        return None
    if body := _named_body(reading, token):
        return body
    for child in token.children:
        if (
            child.dep_ in {"appos", "flat", "nmod", "compound"}
            and (name := reading.name_at.get(child.i))
            and name.kind == "PERSON"
            and name.start > token.i
        ):
            return None if name.genitive else name.entity
    after = token.i + 1
    if after < len(doc) and doc[after].text == "," and title:
        after += 1
    follower = reading.name_at.get(after)
    if follower and follower.kind == "PERSON" and follower.start == after and not follower.genitive:
        return follower.entity
    titled = titles_of(reading).at.get(token.i)
    return titled.person if titled else None


def _named_body(reading: Reading, token: Token) -> str | None:
    """Return the entity that a noun of its kind introduces, or any definite one an organisation.

    "Foreningen Lys", "Selskabet, svenske Norrlys,", "nabokommunen Assens", "konkurrenten Lys".
    """
    next_ = reading.name_at.get(token.i + 1)
    definite = has(token, "Definite", "Def")
    if next_ and next_.kind == "ORGANISATION" and not next_.genitive and definite:
        return next_.entity
    for i in range(token.i + 1, min(token.i + 4, len(reading.doc))):
        name = reading.name_at.get(i)
        if name and not name.genitive and name.kind in kinds_of(reading, token) - {"PERSON"}:
            return name.entity
        if not (name or reading.doc[i].text == ","):
            return None
    return None


def _by_speaker(reading: Reading, token: Token, speaker: str | None) -> str | None:
    """Return whom "jeg" and "vi" mean in what somebody says."""
    pronouns = reading.profile.pronouns
    if token.lower_ in pronouns.i:
        return speaker
    if speaker is None or token.lower_ not in pronouns.we:
        return None
    return body_of(reading, speaker) or speaker

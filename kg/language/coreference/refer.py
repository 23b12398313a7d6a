"""Say which entity a word stands for.

A name, a pronoun, "premierministeren", "landets styrker", "en talsmand for Hamas".

`actor` answers for the head word of a source or a target. Persons are found by gender and nearness,
titles by what the article says about its persons, collectives ("partiet") by the last entity of
their kind, unnamed speakers by the body they speak for.
"""

from collections.abc import Collection

from kg.language.coreference.asked import ages_of
from kg.language.coreference.collectives import collective, last_of_kind
from kg.language.coreference.features import SEX, gender
from kg.language.coreference.groups import group_of, joined_pronouns
from kg.language.coreference.holders import body_of, holder, titles_of
from kg.language.coreference.nouns import kinds_of, said_of
from kg.language.coreference.phrases import Phrase, phrase_of
from kg.language.coreference.places import reach, sentence_of, writers
from kg.language.coreference.ranking import rank
from kg.language.names.gazetteer import gazetteer
from kg.language.reading import Named, Reading, has
from kg.language.roles.owners import owner_before
from kg.language.roles.words import is_title
from kg.language.tokens import Token

#: How far back a pronoun looks, in sentences.
REACH = 6
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
    rule = by_rule(reading, phrase.token, speaker=speaker, other=other)
    others = _others(reading, phrase, speaker, other)
    if rule and rule not in others and phrase.put == "a" and rule == phrase.owner:
        return rule
    if rule is None and _is_new(reading, phrase):
        return None
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
    """
    found = [*_together(reading, token, {speaker, other}, "nouns")] or [
        actor(reading, token, speaker=speaker, other=other)
    ]
    if found == [None]:
        found += _together(reading, token, {speaker, other}, "noun", "they")
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and child.pos_ in NOMINAL:
            found += actors(reading, child, speaker=speaker, other=other)
    return list(dict.fromkeys(f for f in found if f))


def _together(
    reading: Reading, token: Token, others: Collection[str | None], *forms: str
) -> list[str | None]:
    """Return the entities of the group that a word of these forms means."""
    if token.i in reading.name_at:
        return []
    phrase = phrase_of(reading, token)
    if phrase is None or phrase.form not in forms:
        return []
    for pronoun in joined_pronouns(reading, token.i):
        actor(reading, pronoun)
    if found := group_of(reading, phrase):
        reading.groups[token.i] = found
    return [e for e in found if e not in others]


def by_name(reading: Reading, token: Token) -> str | None:
    """Return the entity of the name that the phrase is, or that is in apposition to its head."""
    name = reading.name_at.get(token.i)
    if name and not name.genitive and not modifies(reading, name):
        if name.kind != "PERSON" and (person := _appended(reading, token)):
            return person
        if name.part and is_title(reading, token):
            return holder(reading, token, name.entity) or name.entity
        return _one_of_many(reading, token) or name.entity
    return _appended(reading, token)


def _one_of_many(reading: Reading, token: Token) -> str | None:
    """Return the person that "svenskeren" or "demokraten" is: the one named last."""
    if not (has(token, "Definite", "Def") and has(token, "Number", "Sing")):
        return None
    meant = gazetteer(reading.language).lookup(token.text)
    if not meant or meant[0].how not in {"inhabitant", "member"}:
        return None
    return last_of_kind(reading, "PERSON", token.i)


def modifies(reading: Reading, name: Named) -> bool:
    """Tell whether a name is an adjective before a noun: "israelske" in "israelske soldater"."""
    last = reading.doc[name.end - 1]
    return last.text[0].islower() and last.pos_ == "ADJ"


def _appended(reading: Reading, token: Token) -> str | None:
    """Return the person named right after a title.

    "præsident Joe Biden", "premierminister, Benjamin Netanyahu,".
    """
    doc = reading.doc
    if not is_title(reading, token) and token.pos_ != "NOUN":
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
    if after < len(doc) and doc[after].text == "," and is_title(reading, token):
        after += 1
    follower = reading.name_at.get(after)
    if follower and follower.kind == "PERSON" and follower.start == after and not follower.genitive:
        return follower.entity
    titled = titles_of(reading).at.get(token.i)
    return titled.person if titled else None


def _named_body(reading: Reading, token: Token) -> str | None:
    """Return the entity that a noun of its kind introduces.

    "Foreningen Lys", "Selskabet, svenske Norrlys,", "nabokommunen Assens".
    """
    kinds = kinds_of(reading, token)
    for i in range(token.i + 1, min(token.i + 4, len(reading.doc))):
        name = reading.name_at.get(i)
        if name and name.kind in kinds - {"PERSON"} and not name.genitive:
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


def by_rule(
    reading: Reading, token: Token, *, speaker: str | None = None, other: str | None = None
) -> str | None:
    """Return the entity that the rules say a pronoun or description means; it is ranked first."""
    pronouns = reading.profile.pronouns
    word = token.lower_
    if word in pronouns.he or word in pronouns.she:
        return nearest_person(
            reading, token.i, "m" if word in pronouns.he else "f", {speaker, other}
        )
    return _by_description(reading, token)


def nearest_person(
    reading: Reading, before: int, sex: str, others: Collection[str | None] = ()
) -> str | None:
    """Return the person that "han" or "hun" at a token most likely is.

    Persons of the other gender are out, judged by forename. Of the rest the one whose last name or
    pronoun stands nearest wins, subjects before others; `others` are never meant.
    """
    best: tuple[float, str] | None = None
    sentence = sentence_of(reading, before)
    here = reading.quote_at(before)
    for at, entity, name in _person_places(reading, reach(reading, before, REACH), before):
        if entity in others:
            continue
        inside = reading.quote_at(at)
        if inside is not None and inside is not here and not inside.dash:
            continue
        if gender(reading, entity) not in {sex, None} or (
            name is not None and name.genitive and sentence == sentence_of(reading, at)
        ):
            continue
        distance = sentence - sentence_of(reading, at)
        token = reading.doc[at]
        subject = token.dep_.startswith("nsubj") or token.head.dep_.startswith("nsubj")
        rank = -distance + (0.7 if subject else 0.0) + at / (len(reading.doc) + 1) * 0.5
        if best is None or rank >= best[0]:
            best = rank, entity
    return best[1] if best else None


def _person_places(reading: Reading, low: int, high: int) -> list[tuple[int, str, Named | None]]:
    """Return where persons stand from one token to another.

    Each comes with its name, unless it is a pronoun.
    """
    places: list[tuple[int, str, Named | None]] = [
        (n.start, n.entity, n)
        for n in reading.names_starting(low, high)
        if n.kind == "PERSON" and not n.part and n.entity not in writers(reading)
    ]
    words = ((i, reading.references.get(i, "")) for i in range(low, high))
    places += [(i, e, None) for i, e in words if e.startswith("person:")]
    return sorted(places, key=lambda p: p[0])


def _by_description(reading: Reading, token: Token) -> str | None:
    """Return who "premierministeren", "partiet" or "en israelsk embedsmand" is."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
        return None
    owner = owner_before(reading, token.i - 1) or owner_after(
        reading, token, reading.profile.references.owning
    )
    if known := holder(reading, token, owner):
        return known
    if owner and _speaks_for(reading, token):
        return owner
    if owner is None:
        return collective(reading, token)
    return None


def owner_after(reading: Reading, token: Token, prepositions: Collection[str]) -> str | None:
    """Return the entity in "en talsmand for Hamas", "lederen af partiet"."""
    doc = reading.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].lower_ in prepositions:
        for i in range(token.i + 2, min(token.i + 5, len(doc))):
            name = reading.name_at.get(i)
            if name and (name.kind != "PLACE") and name.start == i:
                return name.entity
            if doc[i].pos_ not in {"DET", "ADJ", "NOUN"}:
                return None
    return None


def _speaks_for(reading: Reading, token: Token) -> bool:
    lemma = token.lemma_.lower().rpartition("-")[2]
    return lemma.endswith(reading.profile.references.speakers) or is_title(reading, token)

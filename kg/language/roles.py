"""Find the titles that an article gives its persons: before the name, after it, and in compounds.

"USA's præsident, Joe Biden" and "den amerikanske præsident Joe Biden"; "Hanne Madsen, formand for
foreningen" and "Ali Kaya, som er tidligere dommer"; "SF-formanden"; "økonomidirektør Ole Bech fra
Novo".
"""

from spacy.tokens import Token

from kg.language.reading import Named, Reading, Title, has


def find_roles(reading: Reading) -> None:
    """Fill `reading.titles`, in order of appearance."""
    found: list[Title] = []
    for name in reading.names:
        if name.kind == "PERSON" and not name.method.startswith("compound"):
            found += _before(reading, name)
            found += _after(reading, name)
    unique: dict[tuple[str, str], Title] = {}
    for title in sorted(found, key=lambda t: t.at):
        key = (title.person, title.title)
        if key not in unique or (unique[key].of is None and title.of is not None):
            unique[key] = title
    reading.titles = list(unique.values())


def is_title(reading: Reading, token: Token) -> bool:
    """Tell whether a word is a title.

    It is a noun that ends like one ("cheføkonom", "udenrigsministeren").
    """
    word = token.lower_.rpartition("-")[2]
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "X"} and word.endswith(
        reading.profile.titles.suffixes
    )


def indefinite(reading: Reading, token: Token) -> str:
    """Return a title word in the indefinite form: "formanden" -> "formand"."""
    word = (
        token.lower_.rpartition("-")[2]
        if "-" in token.text and token.text.split("-")[0][:1].isupper()
        else token.lower_
    )
    lemma = token.lemma_.lower().rpartition("-")[2] if "-" not in word else token.lemma_.lower()
    ending = reading.profile.titles.definite_ending
    if has(token, "Definite", "Def") or word.endswith(ending):
        if len(lemma) > 2 and word.startswith(lemma[:4]) and lemma != word:
            return lemma
        return word.removesuffix(ending)
    return word


def _before(reading: Reading, name: Named) -> list[Title]:
    """Read "USA's præsident, Joe Biden" from the name leftwards."""
    doc, i = reading.doc, name.start - 1
    start, _ = reading.paragraph_bounds(reading.paragraph(name.start))
    comma = i >= start and doc[i].text == ","
    i -= comma
    if i < start:
        return []
    if (i in reading.name_at) and comma:
        return _before_with_affiliation(reading, name, i)
    token = doc[i]
    if not is_title(reading, token) and (comma or not _plain_noun(token)):
        return _before_with_affiliation(reading, name, i) if comma else []
    return [_title(reading, name, i, _following_affiliation(reading, name))]


def _plain_noun(token: Token) -> bool:
    singular = has(token, "Number", "Sing") and not has(token, "Case", "Gen")
    return token.pos_ == "NOUN" and singular and len(token.text) > 3 and token.text.isalpha()


def _before_with_affiliation(reading: Reading, name: Named, last: int) -> list[Title]:
    """Read "formand for Dansk Handel, Ida Holm".

    A title, a preposition, an entity, a comma, the name.
    """
    owner = reading.name_at.get(last)
    start, _ = reading.paragraph_bounds(reading.paragraph(name.start))
    at = (owner.start if owner else last) - 1
    while at > start and reading.doc[at].pos_ in {"DET", "ADJ"}:
        at -= 1
    if (
        at - 1 >= start
        and reading.doc[at].lower_ in reading.profile.titles.affiliation
        and is_title(reading, reading.doc[at - 1])
    ):
        return [
            _title(
                reading, name, at - 1, owner.entity if owner else owner_before(reading, last - 1)
            )
        ]
    return []


def _following_affiliation(reading: Reading, name: Named) -> str | None:
    """Return the entity in "Mogens Lund fra Novo" and in "Steen Lund, Handelskammeret"."""
    doc, i = reading.doc, name.end
    if i + 1 >= len(doc):
        return None
    owner = reading.name_at.get(i + 1)
    if owner is None or owner.start != i + 1 or owner.kind == "PERSON":
        return None
    closed = owner.end >= len(doc) or not doc[owner.end].is_alpha
    if doc[i].lower_ in reading.profile.titles.employers or (
        doc[i].text == "," and closed and owner.kind == "ORGANISATION"
    ):
        return owner.entity
    return None


def _title(reading: Reading, name: Named, at: int, of: str | None) -> Title:
    """Build the title whose last word stands at `at`.

    What stands before it belongs to it: modifiers, and whose title it is.
    """
    doc = reading.doc
    words, i = [indefinite(reading, doc[at])], at - 1
    compound = reading.name_at.get(at)
    owner = owner_before(reading, i)
    if compound and compound.method == "compound" and owner and owner != compound.entity:
        words = [f"{doc[at].lower_.rpartition('-')[0]}-{words[0]}"]
    elif compound and compound.entity != name.entity:
        of = of or compound.entity
    while i >= 0 and (modifier := _modifier(reading, doc[i])):
        words.insert(0, modifier)
        i -= 1
    if (
        i > 0
        and doc[i].lower_ in reading.profile.clauses.coordination
        and doc[i - 1].text.endswith("-")
    ):
        words = [f"{doc[i - 1].lower_} {doc[i].lower_} {' '.join(words)}"]
        i -= 2
    return Title(name.entity, " ".join(words), of or owner_before(reading, i), at)


def _modifier(reading: Reading, token: Token) -> str | None:
    """Return the indefinite form of an adjective that is part of a title.

    "tidligere", "tekniske" -> "teknisk".
    """
    if token.i in reading.name_at:
        return None
    word = token.lower_
    if word in reading.profile.titles.modifiers:
        return word
    if token.pos_ == "ADJ" and word.endswith(reading.profile.titles.adjectives):
        for inflected, plain in reading.profile.titles.inflected_adjectives.items():
            if word.endswith(inflected):
                return word.removesuffix(inflected) + plain
        return word
    return None


def owner_before(reading: Reading, last: int) -> str | None:
    """Return the entity whose genitive or adjective ends at token `last`.

    A noun in the genitive is looked through: "det israelske militærs".
    """
    doc, i = reading.doc, last
    for _ in range(4):
        if i < 0:
            return None
        named = reading.name_at.get(i)
        if (
            named
            and named.entity
            and (
                reading.profile.genitive.ends(doc[i].lower_)
                or doc[i].pos_ == "ADJ"
                or doc[i].text[0].islower()
                or "-" in doc[i].text
            )
        ):
            return named.entity
        if named or not (
            doc[i].pos_ == "ADJ"
            or (
                doc[i].pos_ in {"NOUN", "DET"}
                and (reading.profile.genitive.ends(doc[i].lower_) or doc[i].pos_ == "DET")
            )
        ):
            return None
        i -= 1
    return None


def _after(reading: Reading, name: Named) -> list[Title]:
    """Read "Ali Kaya, som er tidligere dommer og rådgiver for Erdogan", rightwards."""
    doc, i = reading.doc, name.end
    _, end = reading.paragraph_bounds(reading.paragraph(name.start))
    if i >= end or doc[i].text not in {",", "("}:
        return []
    i += 1
    if (
        i + 1 < end
        and doc[i].lower_ in reading.profile.pronouns.relative
        and doc[i + 1].lower_ in reading.profile.clauses.linking
    ):
        i += 2
    found: list[Title] = []
    while i < end and len(found) < 3:
        first = i
        while (
            i < end
            and i - first < 5
            and (
                doc[i].pos_ in {"ADJ", "DET", "ADV", "NUM"}
                or i in reading.name_at
                or reading.profile.genitive.ends(doc[i].lower_)
            )
            and not is_title(reading, doc[i])
        ):
            if i in reading.name_at and reading.name_at[i].kind == "PERSON":
                return found
            i += 1
        if i >= end or not is_title(reading, doc[i]):
            return found
        nxt = reading.name_at.get(i + 1)
        if nxt is not None and nxt.kind == "PERSON":
            return found
        found.append(_title(reading, name, i, _affiliation_after(reading, i)))
        i = _next_title(reading, i, end)
    return found


def _affiliation_after(reading: Reading, at: int) -> str | None:
    """Return the entity of "formand for Dansk Handel", "medlem af det britiske parlament"."""
    doc = reading.doc
    if at + 1 >= len(doc) or doc[at + 1].lower_ not in reading.profile.titles.affiliation:
        return None
    for i in range(at + 2, min(at + 5, len(doc))):
        if (name := reading.name_at.get(i)) and (
            name.kind != "PLACE" or doc[at + 1].lower_ in reading.profile.titles.seat_prepositions
        ):
            return name.entity
        if doc[i].pos_ not in {"DET", "ADJ", "NOUN"}:
            return None
    return None


def _next_title(reading: Reading, at: int, end: int) -> int:
    """Return where a title joined by "og" begins, or `end`."""
    for i in range(at + 1, min(at + 7, end)):
        if reading.doc[i].lower_ in reading.profile.clauses.coordination:
            return i + 1
        if reading.doc[i].text in {",", "."}:
            return end
    return end

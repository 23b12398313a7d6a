"""A name as the text has it -> the name without the ending of the genitive."""

from kg.language.names.gazetteer import DERIVED, gazetteer
from kg.language.names.lists import lists
from kg.language.reading import Named, Reading, has


def nominative(reading: Reading, name: Named) -> str:
    """Return the name without the ending of the genitive.

    Of a compound, the part that is the name.
    """
    if name.part:
        return name.part
    text = reading.surface(name.start, name.end)
    token = reading.doc[name.end - 1]
    genitive, table = reading.profile.genitive, gazetteer(reading.language)
    cut = genitive.unmarked(text)
    if cut != text:
        name.genitive = True
        marked = text.endswith(genitive.ending)
        return cut if marked or not cut.endswith(genitive.ending) or len(cut) > 3 else text
    if not text.endswith(genitive.ending):
        return text
    whole, shorter = table.lookup(text), table.lookup(text[:-1])
    if whole and (whole[0].name == text or whole[0].id not in {c.id for c in shorter}):
        return text
    if len(text) > 3:
        base = text[:-1]
        attested = base in _attested(reading) or bool(shorter)
        if (
            text[:-1].isupper()
            or attested
            or (
                has(token, "Case", "Gen")
                and token.lemma_ != token.text
                and not _ends_in_s(reading, token.text)
                and not _borne_with_s(reading, token.text)
            )
        ):
            name.genitive = True
            return base
    return text


def _ends_in_s(reading: Reading, word: str) -> bool:
    """Tell whether a word is most likely a name that ends in -s of itself."""
    return word.lower().endswith(reading.profile.names.ending_in_s)


def _attested(reading: Reading) -> set[str]:
    """Return the names of the article as they stand, and what each ends in, word by word."""
    known: tuple[list[Named], set[str]] | None = reading.doc.user_data.get("attested")
    if known is None or known[0] is not reading.names:
        ends = set()
        for name in reading.names:
            words = reading.surface(name.start, name.end).split(" ")
            ends |= {" ".join(words[i:]) for i in range(len(words))}
        known = reading.doc.user_data["attested"] = reading.names, ends
    return known[1]


def _borne_with_s(reading: Reading, word: str) -> bool:
    """Tell whether more people bear a name with its -s than without: "Jones"."""
    known = lists(reading.language)
    ending = reading.profile.genitive.ending
    return known.bearers(word).families > known.bearers(word.removesuffix(ending)).families


def ends_genitive(reading: Reading, at: int) -> bool:
    """Tell whether a word most likely is a genitive: "Mays", "Englands", "Trump's"."""
    word, genitive = reading.doc[at].text, reading.profile.genitive
    if genitive.unmarked(word) != word:
        return True
    if not word.endswith(genitive.ending) or len(word) < 4 or _borne_with_s(reading, word):
        return False
    table, base = gazetteer(reading.language), word.removesuffix(genitive.ending)
    if table.gender(word) or any(c.name == word for c in table.lookup(word)):
        return False
    known = any(c.how not in DERIVED for c in table.lookup(base))
    return known or bool(table.gender(base)) or bool(lists(reading.language).bearers(base).families)

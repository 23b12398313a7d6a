"""A name as the text has it -> the name without the ending of the genitive."""

from kg.language.names.gazetteer import gazetteer
from kg.language.reading import Named, Reading, has


def nominative(reading: Reading, name: Named) -> str:
    """Return the name without the ending of the genitive.

    Of a compound, the part that is the name.
    """
    if name.method.startswith("compound:"):
        return name.method.partition(":")[2]
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
    if whole and whole[0].id not in {c.id for c in shorter}:
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

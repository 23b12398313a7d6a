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
        base, others = text[:-1], {reading.surface(n.start, n.end) for n in reading.names}
        attested = base in others or any(o.endswith(" " + base) for o in others) or bool(shorter)
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

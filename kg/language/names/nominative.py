"""A name as the text has it -> the name without the ending of the genitive."""

from kg.language.marks import QUOTATION_MARKS
from kg.language.names.gazetteer import DERIVED, gazetteer
from kg.language.names.lists import lists
from kg.language.reading import VERBAL, Named, Reading, has, once_for

#: Shorter words than this are too short to tell.
SHORT = 3
#: Parts of speech that what a genitive owns does not begin with.
NO_OWNED = {"VERB", "AUX", "CCONJ", "SCONJ", "ADP", "PRON"}


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
    if len(text) > 3 and not (name.kind == "PERSON" and token.text in _acting(reading)):
        base = text[:-1]
        ends = _attested(reading)
        attested = base in ends or base.rpartition(" ")[2] in ends or bool(shorter)
        if (
            text[:-1].isupper()
            or attested
            or (name.kind == "PERSON" and _bears_without_s(reading, token.text))
            or (
                _owns(reading, name)
                and not _ends_in_s(reading, token.text)
                and not _borne_with_s(reading, token.text)
                and token.text not in _never_genitive(reading)
            )
        ):
            name.genitive = True
            return base
    return text


def _ends_in_s(reading: Reading, word: str) -> bool:
    """Tell whether a word is most likely a name that ends in -s of itself."""
    return word.lower().endswith(reading.profile.names.ending_in_s)


def _owns(reading: Reading, name: Named) -> bool:
    """Tell whether a name that may be a genitive is one: tagged so, before what it may own."""
    token = reading.doc[name.end - 1]
    tagged = has(token, "Case", "Gen") and token.lemma_ != token.text
    parsed = reading.head(name).dep_ == "nmod:poss"
    return (tagged or parsed) and _may_own(reading, name.end)


def _may_own(reading: Reading, at: int) -> bool:
    """Tell whether what stands at a token can be owned by the name before it: no verb, no "og"."""
    if at == len(reading.doc):
        return False
    token = reading.doc[at]
    return token.pos_ not in NO_OWNED and (not token.is_punct or token.text in QUOTATION_MARKS)


@once_for()
def _never_genitive(reading: Reading) -> set[str]:
    """Return the words in -s that a name of the article ends in where nothing can be owned."""
    return {
        name.part.rpartition(" ")[2] or reading.doc[name.end - 1].text
        for name in reading.names
        if name.part or not _may_own(reading, name.end)
    }


@once_for()
def _acting(reading: Reading) -> set[str]:
    """Return the words in -s that full names end in right before a verb: "Wayde Sims siger"."""
    doc = reading.doc
    return {
        doc[n.end - 1].text
        for n in reading.names
        if n.end - n.start > 1 and n.end < len(doc) and doc[n.end].pos_ in VERBAL
    }


@once_for("names")
def _attested(reading: Reading) -> set[str]:
    """Return the names of the article as they stand, and what each ends in, word by word."""
    ends = set()
    for name in reading.names:
        words = reading.surface(name.start, name.end).split(" ")
        ends |= {" ".join(words[i:]) for i in range(len(words))}
    return ends


def _bears_without_s(reading: Reading, word: str) -> bool:
    """Tell whether people bear a name without its -s and nobody with it: "Juhls"."""
    known, base = lists(reading.language), word.removesuffix(reading.profile.genitive.ending)
    borne = len(base) > SHORT and bool(known.bearers(base).families)
    return borne and not known.bearers(word).families


def _borne_with_s(reading: Reading, word: str) -> bool:
    """Tell whether more people bear a name with its -s than without: "Jones"."""
    known = lists(reading.language)
    ending = reading.profile.genitive.ending
    return known.bearers(word).families > known.bearers(word.removesuffix(ending)).families


def is_surname_genitive(reading: Reading, at: int) -> bool:
    """Tell whether a word in -s is a genitive of a surname: tagged so, or nobody is called so."""
    token, known = reading.doc[at], lists(reading.language)
    base = token.text.removesuffix(reading.profile.genitive.ending)
    if base == token.text or _ends_in_s(reading, token.text) or known.bearers(token.text).families:
        return False
    return has(token, "Case", "Gen") or bool(known.bearers(base).families)


def ends_genitive(reading: Reading, at: int) -> bool:
    """Tell whether a word most likely is a genitive: "Mays", "Englands", "CDs", "Trump's"."""
    word, genitive = reading.doc[at].text, reading.profile.genitive
    if genitive.unmarked(word) != word:
        return True
    table, base = gazetteer(reading.language), word.removesuffix(genitive.ending)
    if base.isupper() and base != word and len(base) > 1:
        return True
    if base == word or len(word) < 4 or _borne_with_s(reading, word):
        return False
    if table.gender(word) or any(c.name == word for c in table.lookup(word)):
        return False
    known = any(c.how not in DERIVED for c in table.lookup(base))
    return known or bool(table.gender(base)) or bool(lists(reading.language).bearers(base).families)

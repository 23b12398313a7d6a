"""Inflect Danish adjectives of countries and names of inhabitants.

"israelsk" -> israelsk, israelske; "dansker" -> dansker, danskeren, danskere, danskerne.

A noun that follows no rule is given with its forms, parted by slashes.
"""

#: Ending of the noun -> endings of definite singular, plural and definite plural, put after the
#: noun without the part given first.
NOUN_RULES = (
    ("mand", "mand", ("manden", "mænd", "mændene")),
    ("ing", "", ("en", "e", "ene")),
    ("er", "", ("en", "e", "ne")),
    ("e", "", ("n", "r", "rne")),
    ("ot", "", ("ten", "ter", "terne")),
    ("it", "", ("ten", "ter", "terne")),
    ("", "", ("en", "er", "erne")),
)


def adjective(stem: str) -> list[str]:
    """Return the forms of an adjective; only those in -sk are inflected."""
    return [stem, stem + "e"] if stem.endswith(("sk", "ysk", "al", "iv")) else [stem]


def noun(word: str) -> list[str]:
    """Return singular, definite singular, plural and definite plural."""
    if "/" in word:
        return word.split("/")
    for ending, cut, forms in NOUN_RULES:
        if word.endswith(ending):
            stem = word.removesuffix(cut)
            if ending == "er":
                return [word, word + "en", word + "e", word + "ne"]
            return [word, *(stem + form for form in forms)]
    raise AssertionError(word)

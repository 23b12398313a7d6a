"""Title words: what is one, and its indefinite form."""

from spacy.tokens import Token

from kg.language.reading import Reading, has

NOUNS = {"NOUN", "PROPN", "ADJ", "X"}


def is_compound(reading: Reading, at: int) -> bool:
    """Tell whether a word is a compound with a name: "SF-formanden"."""
    name = reading.name_at.get(at)
    return name is not None and bool(name.part)


def own_part(reading: Reading, token: Token) -> str:
    """Return a word in lower case, of "SF-formanden" the part that is no name."""
    return (token.text.rpartition("-")[2] if is_compound(reading, token.i) else token.text).lower()


def is_title(reading: Reading, token: Token) -> bool:
    """Tell whether a word is a title.

    It is a noun that ends like one ("cheføkonom", "udenrigsministeren").
    """
    word = token.lower_.rpartition("-")[2]
    return token.pos_ in NOUNS and word.endswith(reading.profile.titles.suffixes)


def is_calling(reading: Reading, token: Token) -> bool:
    """Tell whether a word beside a person's name is what that person is: "rapperen", "koreograf".

    It need not be a known title: it ends like the nouns for those who do something.
    """
    titles, word = reading.profile.titles, token.lower_
    if word.endswith(titles.no_callings) or word.rpartition("-")[2].endswith(titles.no_callings):
        return False
    if is_title(reading, token):
        return True
    one = has(token, "Number", "Sing") and not has(token, "Gender", "Neut")
    return (
        token.pos_ == "NOUN"
        and one
        and not has(token, "Case", "Gen")
        and word not in reading.profile.dates.months
        and indefinite(reading, token).endswith(titles.callings)
    )


def indefinite(reading: Reading, token: Token) -> str:
    """Return a title word in the indefinite form: "formanden" -> "formand"."""
    word, titles = own_part(reading, token), reading.profile.titles
    for cut, kept in titles.definite.items():
        if word.endswith(cut):
            shorter = word.removesuffix(cut) + kept
            if shorter.endswith(titles.suffixes):
                return shorter
    ending = titles.definite_ending
    definite = has(token, "Definite", "Def") and word.endswith(ending)
    if definite or word.endswith(titles.agent_ending + ending):
        return word.removesuffix(ending)
    return word


def singular(reading: Reading, token: Token) -> str | None:
    """Return the title that a plural is of: "modeskaberne" -> "modeskaber"; None for none."""
    titles, word = reading.profile.titles, token.lower_
    if token.pos_ != "NOUN" or not has(token, "Number", "Plur"):
        return None
    for ending in titles.plurals:
        shorter = word.removesuffix(ending)
        if shorter != word and shorter.endswith(titles.suffixes):
            return shorter
    return None

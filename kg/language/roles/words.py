"""Title words: what is one, and its indefinite form."""

from functools import lru_cache

from kg.language.profile import Titles
from kg.language.reading import Reading, has, once_for
from kg.language.tokens import Token

NOUNS = {"NOUN", "PROPN", "ADJ", "X"}
#: Before a title that the tagger takes for a verb.
OPENS = {"VERB", "SCONJ", "ADP", "ADJ"}
#: So many words before a plural "en af" is looked for.
REACH = 6


def is_compound(reading: Reading, at: int) -> bool:
    """Tell whether a word is a compound with a name: "SF-formanden"."""
    name = reading.name_at.get(at)
    return name is not None and bool(name.part)


def own_part(reading: Reading, token: Token) -> str:
    """Return a word in lower case, of "SF-formanden" the part that is no name."""
    return (token.text.rpartition("-")[2] if is_compound(reading, token.i) else token.text).lower()


def is_title(reading: Reading, token: Token) -> bool:
    """Tell whether a word is a title.

    It is a noun that ends like one, definite or not ("cheføkonom", "målmanden").
    """
    return token.pos_ in NOUNS and _is_known(reading.profile.titles, token.lower_)


@once_for()
def title_words(reading: Reading) -> list[Token]:
    """Return the words of an article that are titles, in order."""
    return [t for t in reading.doc if is_title(reading, t)]


@lru_cache(maxsize=20_000)
def _is_known(titles: Titles, word: str) -> bool:
    word = word.rpartition("-")[2]
    return word.endswith(titles.suffixes) or _shorter(titles, word) is not None


def is_title_beside(reading: Reading, token: Token) -> bool:
    """Tell whether a word beside a person's name is a title.

    The tagger may take it for a verb there: ", gårdejer Bo Holm", "Bo Holm, ejer af".
    """
    if is_title(reading, token) or one_of(reading, token):
        return True
    if token.pos_ != "VERB" or not _is_known(reading.profile.titles, token.lower_):
        return False
    if token.i == 0:
        return True
    before = reading.doc[token.i - 1]
    opens = before.is_punct or before.pos_ in OPENS or before.i in reading.name_at
    return opens or has(before, "Case", "Gen")


def is_calling(reading: Reading, token: Token) -> bool:
    """Tell whether a noun that ends like those for who does something is a calling: "koreograf".

    It need not be a known title.
    """
    return is_person(reading, token) and (
        is_title_beside(reading, token) or _ends_like_one(reading, token)
    )


def _ends_like_one(reading: Reading, token: Token) -> bool:
    return indefinite(reading, token).endswith(reading.profile.titles.callings)


def is_person(reading: Reading, token: Token) -> bool:
    """Tell whether a noun right before a person's name says what that person is: "pedel".

    A definite one must end like those for who does something: "slagteren", not "bolden".
    """
    titles, word = reading.profile.titles, token.lower_.rpartition("-")[2]
    if word in titles.no_callings:
        return False
    if is_title_beside(reading, token):
        return True
    return (
        token.pos_ == "NOUN"
        and not reading.lexicon.is_cue(word)
        and not word.endswith(titles.no_calling_endings)
        and not indefinite(reading, token).endswith(titles.no_calling_endings)
        and not has(token, "Number", "Plur")
        and not has(token, "Gender", "Neut")
        and not has(token, "Case", "Gen")
        and word not in reading.profile.dates.months
        and (not has(token, "Definite", "Def") or _ends_like_one(reading, token))
        and not _adverbial(reading, token)
    )


def _adverbial(reading: Reading, token: Token) -> bool:
    """Tell whether a noun stands behind a preposition of place or time: "i anden halvleg"."""
    doc, i = reading.doc, token.i - 1
    while i > token.sent.start and doc[i].pos_ in {"ADJ", "DET", "NUM"}:
        i -= 1
    return i >= 0 and doc[i].lower_ in reading.profile.titles.adverbial


def indefinite(reading: Reading, token: Token) -> str:
    """Return a title word in the indefinite form: "formanden" -> "formand"."""
    word, titles = own_part(reading, token), reading.profile.titles
    if shorter := _shorter(titles, word):
        return shorter
    known = word.endswith(titles.suffixes) or is_compound(reading, token.i)
    return token.lemma_.lower() if has(token, "Definite", "Def") and not known else word


@lru_cache(maxsize=10_000)
def _shorter(titles: Titles, word: str) -> str | None:
    """Return a title without the ending that makes it definite, None for another word."""
    shorter = (
        word.removesuffix(c) + kept for c, kept in titles.definite.items() if word.endswith(c)
    )
    return next((s for s in shorter if s.endswith(titles.suffixes)), None)


def singular(reading: Reading, token: Token) -> str | None:
    """Return the title that a plural is of: "modeskaberne", "borgmestrene"; None for none."""
    if token.pos_ != "NOUN" or not has(token, "Number", "Plur"):
        return None
    return _of_plural(reading.profile.titles, token.lower_, token.lemma_.lower())


@once_for()
def plural_titles(reading: Reading) -> list[Token]:
    """Return the words of an article that are plurals of titles, in order."""
    return [t for t in reading.doc if t.pos_ == "NOUN" and singular(reading, t)]


@lru_cache(maxsize=20_000)
def _of_plural(titles: Titles, word: str, lemma: str) -> str | None:
    for ending in titles.plurals:
        shorter = word.removesuffix(ending)
        if shorter != word and shorter.endswith(titles.suffixes):
            return shorter
    return lemma if lemma != word and lemma.endswith(titles.suffixes) else None


def one_of(reading: Reading, token: Token) -> str | None:
    """Return the title in "en af partiets stiftere", None where there is none."""
    doc, titles = reading.doc, reading.profile.titles
    if not (one := singular(reading, token)):
        return None
    for i in range(token.i - 1, max(token.sent.start, token.i - REACH), -1):
        if doc[i].lower_ == titles.among and doc[i - 1].lower_ in titles.one:
            return one
        if doc[i].is_punct:
            return None
    return None


def is_degree(reading: Reading, word: str) -> bool:
    """Tell whether a word is made of styles: "cand.jur."."""
    styles = reading.profile.titles.styles
    return all(f"{part}." in styles for part in word.rstrip(".").split("."))

"""What an article tells of an entity at the places where it names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.language.coreference.nouns import main_word
from kg.language.reading import Named, Reading, once_for

#: So many words around a name may tell what it is.
AROUND = 6


@dataclass(slots=True)
class About:
    """What an article tells of an entity at its names: the words of its name, and the nouns there.

    `main` is the word of the name that says what it names, `nouns` say what it is; `near` are nouns
    and ages around, with where each stands first.
    """

    words: Sequence[str] = ()
    main: str = ""
    nouns: set[str] = field(default_factory=set)
    near: dict[str, int] = field(default_factory=dict)


@once_for("names")
def abouts(reading: Reading) -> dict[str, About]:
    """Return what an article tells of each entity that it names, by what stands at the names."""
    found: dict[str, About] = {}
    for name in reading.names:
        if name.entity not in found:
            words = reading.entities[name.entity].name.lower().split()
            found[name.entity] = About(words, main_word(reading, words))
        about = found[name.entity]
        _note_around(reading, name, about.near)
        about.nouns.update(_beside(reading, name))
    return found


def _note_around(reading: Reading, name: Named, near: dict[str, int]) -> None:
    """Note the nouns and ages around a name, and where each stands first."""
    sentence, names = reading.doc[name.start].sent, reading.name_at
    low, high = max(name.start - AROUND, sentence.start), name.end + AROUND
    for token in reading.doc[low : min(high, sentence.end)]:
        if token.i not in names:
            if token.pos_ == "NOUN":
                near.setdefault(token.lemma_.lower(), token.i)
            if token.text[:2].isdigit():
                near.setdefault(token.text[:2], token.i)


def _beside(reading: Reading, name: Named) -> Iterator[str]:
    """Yield the nouns that say what bears a name: before it, and those in apposition."""
    if name.part:
        return
    if name.start and reading.doc[name.start - 1].pos_ == "NOUN":
        yield reading.doc[name.start - 1].lemma_.lower()
    root = reading.head(name)
    for child in root.children:
        if child.dep_ == "appos":
            yield child.lemma_.lower()
    if root.dep_ == "appos" or (root.dep_ == "nsubj" and root.head.pos_ == "NOUN"):
        yield root.head.lemma_.lower()

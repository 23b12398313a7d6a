"""What is known of a candidate for a word, in families, and what of it speaks for or against it.

The facts of a family are few enough to be met again in the next article, and what they weigh is
worked out once.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Facts(Protocol):
    """A family of facts."""

    def told(self) -> Iterator[str]:
        """Yield what of them speaks for or against a candidate."""

    def __hash__(self) -> int: ...


class Unseen(NamedTuple):
    """A candidate not met shortly before the word: its rank in its kind, if it is the owner."""

    rank: int
    only: bool
    whose: bool

    def told(self) -> Iterator[str]:
        """Yield what speaks for or against one not met."""
        yield f"rank {self.rank}"
        if self.only:
            yield "only"
        yield "whose" if self.whose else "unseen"


class Seen(NamedTuple):
    """Where a candidate stands before the word.

    Its rank in its kind, and how many of a smaller one its last sentence has; sentences and
    paragraphs back and how often, in steps; how it stands there last; if it is a subject there, and
    near there.
    """

    rank: int
    only: bool
    newer: int
    back: int
    paragraphs: int
    times: int
    how: str
    derived: bool
    quoted: tuple[bool, bool, bool]
    last_subject: bool
    subject: bool

    def told(self) -> Iterator[str]:
        """Yield what speaks for or against one met."""
        yield f"rank {self.rank}"
        if self.only:
            yield "only"
        yield f"back {self.back}"
        yield f"times {self.times}"
        yield f"paragraphs {self.paragraphs}"
        yield f"back {self.back} rank {min(self.rank, 2)}"
        yield f"newer in sentence {self.newer}"
        yield f"last {self.how}"
        if self.derived:
            yield "last derived"
        yield "quoted {} {} {}".format(*self.quoted)
        if self.subject:
            yield f"subject {self.back}"
        if self.last_subject:
            yield f"last subject {self.back}"
            yield f"last subject rank {min(self.rank, 2)}"


class Wherever(NamedTuple):
    """What an entity is to its article: its share of the naming of its kind, in fifths."""

    share: int
    most: bool
    first: bool
    in_title: bool

    def told(self) -> Iterator[str]:
        """Yield what speaks for an entity."""
        yield f"share {self.share}"
        if self.most:
            yield "most"
        if self.first:
            yield "first"
        if self.in_title:
            yield "in title"


class Fits(NamedTuple):
    """How often an entity was named before the word, in steps, and if its sex and owner fit it."""

    named: int
    sex: str
    owner: str

    def told(self) -> Iterator[str]:
        """Yield what fits, and what does not."""
        yield f"named {self.named}"
        if self.sex:
            yield f"sex {self.sex}"
        if self.owner:
            yield f"owner {self.owner}"


class InTree(NamedTuple):
    """How a candidate hangs together with the word in the tree of a sentence."""

    subject: bool
    same_verb: bool
    governs: bool
    both: bool
    spoke: bool

    def told(self) -> Iterator[str]:
        """Yield how it hangs together with the word."""
        if self.same_verb:
            yield f"same verb {self.subject}"
        if self.governs:
            yield f"governs {self.subject}"
        if self.both:
            yield "both subjects"
        if self.spoke:
            yield "spoke"

"""What is known of a word and of a candidate for it, in families, and what of it speaks for whom.

The facts of a family are few enough to be met again in the next article, and what they weigh is
worked out once (`weighing`).
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol


class Facts(Protocol):
    """A family of facts."""

    def told(self) -> Iterator[str]:
        """Yield what of them speaks for or against a candidate."""


#: The facts of a family, in its order.
Told = tuple[Any, ...]


class Nobody(NamedTuple):
    """What tells whether a word stands for no entity of the article.

    Of a noun: whose it is, the kinds it says and those of them that candidates are of, if it is
    the subject of what is said, and what it has beside it that tells whom it means.
    """

    form: str
    put: str
    whose: str
    kinds: frozenset[str]
    fit: frozenset[str]
    says: bool
    beside: tuple[str, ...]

    def told(self) -> Iterator[str]:
        """Yield what speaks for nobody."""
        yield self.form
        if not self.put:
            return
        put, kinds, fit = self.put, bool(self.kinds), bool(self.fit)
        yield from (f"kind {kind}" for kind in sorted(self.kinds))
        yield put
        yield f"{self.form} {put} {self.whose}"
        yield f"{put} {kinds} {self.whose}"
        yield f"{put} {kinds} {fit}"
        yield f"{put} says {self.says}"
        yield f"{put} {kinds} {fit} says {self.says}"
        yield from (f"{kind} {put} {kind in self.fit}" for kind in sorted(self.kinds))
        yield from (f"{put} with {beside}" for beside in self.beside)


class OfKind(NamedTuple):
    """How a word goes with candidates of a kind, whichever they are."""

    form: str
    put: str
    kinds: frozenset[str]
    kind: str

    def told(self) -> Iterator[str]:
        """Yield what speaks for or against all candidates of the kind."""
        form, put, sort = self.form, self.put, sort_beside(self.form, self.put, *self[2:])
        yield f"{form} {self.kind}"
        yield sort
        if put:
            yield f"{sort} {form} {put}"
            yield f"{sort} {self.kind} {put}"
            yield from (f"kind {kind} {self.kind}" for kind in sorted(self.kinds))


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


class Near(NamedTuple):
    """How near a candidate stands before the word.

    Its rank in its kind, and how many of a smaller one its last sentence has; sentences back, in
    steps; if it is a subject where it stands last, and near there.
    """

    rank: int
    only: bool
    newer: int
    back: int
    last_subject: bool
    subject: bool

    def told(self) -> Iterator[str]:
        """Yield what speaks for or against one so near."""
        yield f"rank {self.rank}"
        if self.only:
            yield "only"
        yield f"back {self.back}"
        yield f"back {self.back} rank {min(self.rank, 2)}"
        yield f"newer in sentence {self.newer}"
        if self.subject:
            yield f"subject {self.back}"
        if self.last_subject:
            yield f"last subject {self.back}"
            yield f"last subject rank {min(self.rank, 2)}"


class Last(NamedTuple):
    """How a candidate stands before the word.

    How often, and paragraphs back, in steps; how it stands there last, and whether the word, it
    there, and both together are in direct speech.
    """

    times: int
    paragraphs: int
    how: str
    derived: bool
    here: bool
    there: bool
    together: bool

    def told(self) -> Iterator[str]:
        """Yield what speaks for or against one that stands so."""
        yield f"times {self.times}"
        yield f"paragraphs {self.paragraphs}"
        yield f"last {self.how}"
        if self.derived:
            yield "last derived"
        yield f"quoted {self.here} {self.there} {self.together}"


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


#: The families of a candidate met shortly before a word, and of another, as `facts` has them.
SEEN = (Wherever, Fits, Near, Last, InTree)
UNSEEN = (Wherever, Fits, Unseen)


def sort_beside(form: str, put: str, kinds: frozenset[str], kind: str) -> str:
    """Return the sort of a word beside candidates of a kind; a pronoun is a sort of its own."""
    if not put:
        return form
    return "open" if not kinds else "fits" if kind in kinds else "misfits"

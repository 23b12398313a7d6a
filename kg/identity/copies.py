"""Which articles are copies, and of which: the same whatever the order they come in.

In the order of their publication an article is the copy of the first original that its text is a
copy of, and an original when there is none. So nothing is a copy of a copy, and two stories that
only resemble a third are not taken for one.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from kg.identity.wording import Wording, wording

_UNDATED = "9999"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """An article's text, and when it was published; in order of that, and of ids."""

    published: str
    id: str
    text: str = field(compare=False)

    @property
    def wording(self) -> Wording:
        """The wording of the text."""
        return wording(self.text)

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs of the text; none of one that is too short to be a copy."""
        return self.wording.signs


def text_of(identity: str, published: str | None, text: str) -> Text:
    """Return the text of an article; one without a date comes after those that have one."""
    return Text(published or _UNDATED, identity, text)


@dataclass(slots=True)
class Settled:
    """What is to be stored anew: `links` from copies to their originals, by id, and `originals`.

    `demoted` are the ids of those that were originals and are copies now.
    """

    links: dict[str, str] = field(default_factory=dict)
    originals: dict[str, Text] = field(default_factory=dict)
    demoted: set[str] = field(default_factory=set)


def settle(
    undecided: Iterable[Text],
    near: Callable[[Collection[str]], Iterable[Text]],
    copies: Callable[[str], Iterable[Text]],
) -> Settled:
    """Decide of each text whether it is a copy, and again of those that this concerns.

    `near` returns the originals known before that bear one of some signs, `copies` those of such an
    original. A later original that turns out to be a copy loses its own copies, which are decided
    anew.
    """
    done, bearers = Settled(), _Bearers()
    queue = sorted(undecided)
    asked: set[str] = set()
    while queue:
        if signs := {sign for text in queue for sign in text.signs} - asked:
            asked |= signs
            bearers.add(t for t in near(signs) if t.id not in done.demoted)
        text = heapq.heappop(queue)
        alike = bearers.alike(text)
        if alike and alike[0] < text:
            done.links[text.id] = alike[0].id
            continue
        done.originals[text.id] = text
        bearers.add([text])
        for later in alike:
            bearers.remove(later)
            done.links[later.id] = text.id
            done.demoted.add(later.id)
            for copy in copies(later.id):
                heapq.heappush(queue, copy)
    return done


class _Bearers:
    """Originals by the signs that they bear."""

    def __init__(self) -> None:
        self._by_sign: dict[str, set[Text]] = defaultdict(set)

    def add(self, texts: Iterable[Text]) -> None:
        for text in texts:
            for sign in text.signs:
                self._by_sign[sign].add(text)

    def remove(self, text: Text) -> None:
        for sign in text.signs:
            self._by_sign[sign].discard(text)

    def alike(self, text: Text) -> list[Text]:
        """Return those that a text is a copy of, or that are copies of it, in order."""
        found = set[Text]().union(*(self._by_sign[sign] for sign in text.signs))
        return sorted(t for t in found if t.wording.copies(text.wording))

"""Which articles are copies, and of which: the same whatever the order they come in.

In the order of their publication an article is the copy of the first original that its text is a
copy of, and an original when there is none. So nothing is a copy of a copy, and two stories that
only resemble a third are not taken for one.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from kg.identity.wording import Wording, enough, wording

_UNDATED = "9999"


@dataclass(frozen=True, order=True)
class Text:
    """An article's text, and when it was published; in order of that, and of ids."""

    published: str
    id: str
    text: str = field(compare=False)
    known: tuple[str, ...] | None = field(default=None, compare=False)

    @cached_property
    def wording(self) -> Wording:
        """The wording of the text."""
        return wording(self.text)

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs of the text, `known` or worked out.

        One that is too short to be a copy has none.
        """
        return self.wording.signs if self.known is None else self.known


def text_of(
    identity: str, published: str | None, text: str, signs: tuple[str, ...] | None = None
) -> Text:
    """Return the text of an article; one without a date comes after those that have one.

    Its signs need not be worked out again where they are known.
    """
    return Text(published or _UNDATED, identity, text, signs)


@dataclass(frozen=True, slots=True)
class Bearer:
    """An article that bears a sign: an original, or a copy of `origin` that has it of its own.

    Of both only their place in the order is told, not what they say; and of the first how many
    signs it bears.
    """

    sign: str
    article: Text
    origin: Text | None
    signs: int


class Known(Protocol):
    """What was settled before."""

    def near(self, signs: Collection[str]) -> Iterable[Bearer]:
        """Return those that bear one of some signs."""

    def texts(self, ids: Collection[str]) -> Iterable[Text]:
        """Return the texts of articles."""

    def copies(self, originals: Collection[str]) -> Iterable[Text]:
        """Return the texts of the copies of originals."""


@dataclass(slots=True)
class Settled:
    """What is to be stored anew, by id: `links` (copy and original), and `originals`.

    Some of the first were originals, and some of the last copies, before.
    """

    links: dict[str, tuple[Text, Text]] = field(default_factory=dict)
    originals: dict[str, Text] = field(default_factory=dict)

    def signs(self) -> Iterator[tuple[str, str]]:
        """Yield each article with each sign that it bears now: a copy, those its original lacks."""
        for text in self.originals.values():
            yield from ((text.id, sign) for sign in text.signs)
        for copy, origin in self.links.values():
            yield from ((copy.id, sign) for sign in copy.signs if sign not in origin.signs)


def settle(undecided: Iterable[Text], known: Known) -> Settled:
    """Decide of each text whether it is a copy, and again of those that this concerns.

    A later original that turns out to be a copy loses its own copies, which are decided anew; and a
    copy of a later original moves to an earlier one that it is a copy of, too.
    """
    done, near = Settled(), _Near(known)
    queue = sorted(undecided)
    near.ask(queue)
    while queue:
        text = heapq.heappop(queue)
        alike = [other for other in near.originals(text) if other.wording.copies(text.wording)]
        if alike and alike[0] < text:
            done.links[text.id] = text, alike[0]
            continue
        done.originals[text.id] = text
        near.add(text)
        for copy in near.moving(text, {later.id for later in alike}):
            if copy.id not in done.links:
                done.links[copy.id] = copy, text
        for later in alike:
            near.remove(later)
            done.links[later.id] = later, text
        if alike:
            copies = list(known.copies([later.id for later in alike]))
            near.ask(copies)
            for copy in copies:
                heapq.heappush(queue, copy)
    return done


class _Near:
    """Originals, and copies that are known, by the signs that they bear."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._asked: set[str] = set()
        self._gone: set[str] = set()
        self._originals: dict[str, set[Text]] = defaultdict(set)
        self._signs: dict[str, int] = {}
        self._texts: dict[str, Text] = {}
        self._copies: dict[str, list[tuple[Text, Text]]] = defaultdict(list)

    def ask(self, texts: Collection[Text]) -> None:
        """Learn of those that bear a sign of some texts, and what those say that may be alike."""
        new = {sign for text in texts for sign in text.signs} - self._asked
        self._asked |= new
        for bearer in self._known.near(new) if new else ():
            if bearer.origin:
                self._copies[bearer.sign].append((bearer.article, bearer.origin))
            elif bearer.article.id not in self._gone:
                self._originals[bearer.sign].add(bearer.article)
                self._signs[bearer.article.id] = bearer.signs
        near = {o.id for text in texts for o in self._near(text)} - self._texts.keys()
        self._texts |= {text.id: text for text in self._known.texts(near)} if near else {}

    def add(self, original: Text) -> None:
        self._texts[original.id] = original
        self._signs[original.id] = len(original.signs)
        for sign in original.signs:
            self._originals[sign].add(original)

    def remove(self, original: Text) -> None:
        self._gone.add(original.id)
        for sign in original.signs:
            self._originals[sign].discard(original)

    def originals(self, text: Text) -> list[Text]:
        """Return the originals that have enough signs in common with a text, in order."""
        return sorted(self._texts[original.id] for original in self._near(text))

    def moving(self, original: Text, alike: Collection[str]) -> list[Text]:
        """Return copies of later originals that are copies of this one, too.

        Of those originals that are copies of it themselves, which `alike` names, none are returned.
        """
        found = {
            copy.id
            for sign in original.signs
            for copy, origin in self._copies[sign]
            if original < copy and original < origin
        }
        others = {
            later.id
            for sign in original.signs
            for later in self._originals[sign]
            if original < later and later.id not in alike
        }
        texts = [*self._known.texts(found)] if found else []
        texts += self._known.copies(others) if others else ()
        return [t for t in texts if original < t and t.wording.copies(original.wording)]

    def _near(self, text: Text) -> list[Text]:
        """Return the originals that have enough signs in common with a text; not what they say."""
        shared = Counter(o for sign in text.signs for o in self._originals[sign])
        many = len(text.signs)
        return [o for o, common in shared.items() if common >= enough(many, self._signs[o.id])]

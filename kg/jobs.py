"""Files -> annotated articles -> a store: the path that the command and callers in Python share.

with open_store("kg.graph") as store:
run(store, Articles(["articles/"]))
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from kg.errors import RecordError, StoreError
from kg.fingerprint import fingerprint
from kg.loader.ledger import Ledger
from kg.loader.run import Summary, load
from kg.model import Annotated, Article, Counted
from kg.shards.annotate import Workers
from kg.shards.processes import Processes
from kg.sources import Item, read_some
from kg.store.base import Store
from kg.stream import sure

if TYPE_CHECKING:
    from kg.sources.unread import Unread

#: The language that is annotated.
_READ = "da"
#: Articles that the ledger is asked about at once.
_ASKED = 64

Known = Callable[[Sequence[Article]], set[str]]
Skip = Callable[[RecordError], object]
#: Makes what it likes of annotated articles, some of them lines that nobody has read yet.
Reader = Callable[["Iterator[Item | Unread]"], Iterator[Item | Counted]]


class Articles:
    """The articles of files, folders, addresses, as `kg.sources.read` takes them.

    What cannot be read goes to `on_skip` and is counted in `skipped`; articles in another language
    are counted in `foreign`, those published before `since` in `early`, and those that a ledger
    knows in `unchanged`. `until` wraps what is read, to end it early.
    """

    def __init__(
        self,
        files: Sequence[str],
        *,
        until: Callable[[Iterator[Any]], Iterator[Any]] = iter,
        on_skip: Skip = lambda _: None,
        lang: str | None = None,
        since: str = "",
        limit: int | None = None,
        **reading: Any,
    ) -> None:
        """Take what is to be read; `lang` None annotates every language as if it were Danish.

        `since` is an ISO date or the beginning of one, `limit` a number of articles.
        """
        self._files, self._until, self._skip_to, self._reading = files, until, on_skip, reading
        self._lang, self._since, self._limit = lang, since, limit
        self._annotated: set[int] = set()
        self.skipped = self.early = self.unchanged = 0
        self.foreign: Counter[str] = Counter()

    def annotated(
        self,
        pipeline: str | None = None,
        processes: int = 1,
        known: Known | None = None,
        workers: Workers | None = None,
    ) -> Iterator[Annotated]:
        """Yield every article, annotated: as it was read, or now if it is raw.

        Raw ones that are `known` are passed over. So many processes annotate by a pipeline, or else
        `workers`, which are let go at the end. Holds no more articles than they do.
        """
        workers = workers or Processes(pipeline, processes)
        for item in self.counted(workers, _read, known):
            if isinstance(item, Annotated):
                yield item

    def counted(
        self, workers: Workers, reader: Reader, known: Known | None = None
    ) -> Iterator[Counted]:
        """Yield as `annotated` does, but of annotated articles what a reader makes of them."""
        try:
            every = islice(self._readable(reader), self._limit)
            for raw, items in groupby(every, key=lambda item: isinstance(item, Article)):
                if raw:
                    articles = (item for item in items if isinstance(item, Article))
                    unknown = self._unknown(articles, known) if known else articles
                    yield from self._good(workers.annotated(self._noted(unknown)))
                else:
                    yield from (item for item in items if not isinstance(item, Article))
        finally:
            workers.close()

    def read(self) -> Iterator[Article | Annotated]:
        """Yield every article as it was read."""
        items = islice(self._readable(_read), self._limit)
        return (item for item in items if isinstance(item, (Article, Annotated)))

    def skip(self, error: RecordError) -> None:
        """Count an article that is left out, and tell of it."""
        self.skipped += 1
        self._skip_to(error)

    def tell_also(self, listener: Skip) -> None:
        """Tell somebody else, too, of what is skipped."""
        before = self._skip_to

        def both(error: RecordError) -> None:
            listener(error)
            before(error)

        self._skip_to = both

    def was_raw(self, article: Article) -> bool:
        """Tell whether an article was annotated here."""
        return hash(article.id) in self._annotated

    def _unknown(self, articles: Iterator[Article], known: Known) -> Iterator[Article]:
        while asked := list(islice(articles, _ASKED)):
            # One that came before in this run, with another text, is to be what it is now.
            there = known([a for a in asked if not self.was_raw(a)])
            for article in asked:
                if article.id in there and not self.was_raw(article):
                    self.unchanged += 1
                else:
                    yield article

    def _noted(self, articles: Iterator[Article]) -> Iterator[Article]:
        for article in articles:
            self._annotated.add(hash(article.id))
            yield article

    def _good(self, items: Iterator[Annotated | RecordError]) -> Iterator[Annotated]:
        for item in items:
            if isinstance(item, RecordError):
                self.skip(item)
            else:
                yield item

    def _readable(self, reader: Reader) -> Iterator[Article | Counted]:
        some = (self._until(read_some(file, **self._reading)) for file in self._files)
        for item in reader(chain.from_iterable(some)):
            if isinstance(item, RecordError):
                self.skip(item)
            elif self._since and _day(item)[: len(self._since)] < self._since:
                self.early += 1
            elif isinstance(item, Article) and self._lang and item.language != _READ:
                self.foreign[item.language] += 1
                yield from [Annotated(item)] if self._lang == "any" else []
            else:
                yield item


def _read(items: "Iterator[Item | Unread]") -> Iterator[Item]:
    from kg.sources.unread import Unread  # noqa: PLC0415 - the commands start without it

    return (item.read() if isinstance(item, Unread) else item for item in items)


def _day(item: Article | Counted) -> str:
    """Return the day of an article; of one without, the end of time."""
    return _article(item).published or "9999"


def run(  # noqa: PLR0913 - a load can be told this much
    store: Store,
    articles: Articles,
    *,
    pipeline: str | None = None,
    processes: int = 1,
    again: bool = False,
    min_confidence: float = 0.0,
    through: Callable[[Iterator[Annotated]], Iterator[Annotated]] = iter,
    stopped: Callable[[], bool] = lambda: False,
    **loading: Any,
) -> Summary:
    """Load articles into a store, note it in its ledger, and return what was done.

    Articles that are stored as they are, annotated as they would be now, are not annotated anew
    unless `again` is set; of these, statements that are less sure than `min_confidence` are left
    out. `through` wraps the annotated articles, `stopped` tells at the end
    whether they were ended early; what else is given goes to `kg.loader.run.load`. Raises what that
    raises; the ledger then says why.
    """
    store.apply_schema()
    ledger = Ledger(store, lambda: f"{fingerprint(pipeline)} {min_confidence}")
    articles.tell_also(ledger.skipped)
    known = None if again else ledger.done_before
    annotated = articles.annotated(pipeline, processes, known)
    stream = through(sure(a, min_confidence) for a in annotated)
    try:
        summary = load(
            store,
            stream,
            on_skip=articles.skip,
            on_stored=lambda batch: ledger.done(batch, articles.was_raw),
            **loading,
        )
    except BaseException as error:
        with suppress(StoreError):
            ledger.end("failed", Summary(), str(error) or type(error).__name__)
        raise
    unchanged = summary.unchanged + articles.unchanged
    stored = summary.new + summary.replaced + unchanged
    summary = replace(
        summary, read=stored + articles.skipped, unchanged=unchanged, skipped=articles.skipped
    )
    ledger.end("stopped" if stopped() else "done", summary)
    return summary


def preview(
    store: Store,
    articles: Articles,
    *,
    pipeline: str | None = None,
    again: bool = False,
    min_confidence: float = 0.0,
) -> Summary:
    """Return what `run` would do, and change nothing: read, but neither annotate nor store."""
    ledger = Ledger(store, lambda: f"{fingerprint(pipeline)} {min_confidence}", writing=False)
    read = new = unchanged = 0
    items = articles.read()
    while asked := [_article(item) for item in islice(items, _ASKED)]:
        there = ledger.there(asked)
        read += len(asked)
        new += sum(article.id not in there for article in asked)
        unchanged += 0 if again else len(ledger.done_before(asked))
    skipped = articles.skipped
    return Summary(read + skipped, new, read - new - unchanged, unchanged, skipped)


def _article(item: Article | Counted) -> Article:
    return item if isinstance(item, Article) else item.article

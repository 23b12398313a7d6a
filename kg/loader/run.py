"""The load: takes annotated articles, writes them batch by batch, counts what happened.

There is no list of what is done to go stale: a store knows each article by its id and digest, so a
load that was cut off is finished by running it again.
"""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kg.errors import RecordError, StoreBusy, StoreError
from kg.loader.batches import SIZES, batches
from kg.loader.clashes import foreign_ids, stored_owners, without_clashes
from kg.loader.parallel import each
from kg.model import Annotated
from kg.store.base import Store, Written
from kg.stream import sound

#: Seconds to wait before each new try of a batch that the store was too busy for.
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
#: Messages of skipped records that are kept; all of them are counted.
ERRORS_KEPT = 100

Done = tuple[Written, list[Annotated], list[RecordError]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did, in articles: `read` is the sum of new, replaced, unchanged and skipped.

    `statements` are those stored, `copies` the new and replaced articles that are copies.

    `errors` says why records were skipped, at most `ERRORS_KEPT` of them.
    """

    read: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    skipped: int = 0
    statements: int = 0
    copies: int = 0
    seconds: float = 0.0
    errors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """The stream, with what cannot be stored told, counted and taken out."""

    records: Iterable[Annotated | RecordError]
    tell: Callable[[RecordError], object]
    skipped: int = 0
    errors: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Annotated]:
        for record in self.records:
            found = sound(record)
            if isinstance(found, RecordError):
                self.skip(found)
            else:
                yield found

    def skip(self, error: RecordError) -> None:
        self.skipped += 1
        self.tell(error)
        if len(self.errors) < ERRORS_KEPT:
            self.errors.append(str(error))


def load(  # noqa: PLR0913 - a load can be told this much
    store: Store,
    records: Iterable[Annotated | RecordError],
    *,
    batch_size: int | None = None,
    writers: int = 1,
    on_progress: Callable[[Summary], object] = lambda _: None,
    on_skip: Callable[[RecordError], object] = lambda _: None,
    on_stored: Callable[[list[Annotated]], object] = lambda _: None,
    pauses: Sequence[float] = PAUSES,
) -> Summary:
    """Write every article of a stream and return what was done.

    One batch per writer is in memory, and the next one.

    `batch_size` is in statements (default: what suits the store). `writers` are threads that each
    write a batch while the stream is read on. An article that comes again is stored as it comes
    last, and counted as replaced when it differs from the one before. `on_progress` gets the
    summary so far after each batch, `on_stored` its articles, `on_skip` each record that is left
    out because something is wrong with it. A batch for which the store is busy is tried again after
    each of `pauses`, in seconds. Raises StoreError that names the batch when one cannot be written;
    the ones before it stay, and the same load run again goes on from there.
    """
    begun = time.monotonic()
    store.apply_schema()
    reading, written = _Reading(records, on_skip), Written()
    numbered = enumerate(batches(reading, batch_size or SIZES[store.engine]), 1)
    work = partial(_write, store, pauses)
    for done, stored, clashes in each(work, numbered, writers, _keys):
        written += done
        on_stored(stored)
        for error in clashes:
            reading.skip(error)
        on_progress(_summary(written, reading, begun))
    return _summary(written, reading, begun)


def _keys(numbered: tuple[int, list[Annotated]]) -> set[str]:
    """Return what two batches that are written at once must not have in common."""
    return {annotated.article.id for annotated in numbered[1]} | foreign_ids(numbered[1])


def _write(store: Store, pauses: Sequence[float], numbered: tuple[int, list[Annotated]]) -> Done:
    """Write a batch; return what was done, with which articles, and why others were left out."""
    number, batch = numbered
    try:
        for pause in pauses:
            with contextlib.suppress(StoreBusy):
                return _written(store, batch)
            time.sleep(pause)
        return _written(store, batch)
    except StoreError as error:
        raise type(error)(_which(number, batch, error)) from error


def _written(store: Store, batch: list[Annotated]) -> Done:
    kept, clashes = without_clashes(stored_owners(store), batch)
    return store.write(kept) if kept else Written(), kept, clashes


def _which(number: int, batch: list[Annotated], error: StoreError) -> str:
    span = (
        batch[0].article.id
        if len(batch) == 1
        else f"{len(batch)} articles, {batch[0].article.id} to {batch[-1].article.id}"
    )
    return (
        f"batch {number} ({span}) was not stored: {error}. The batches before it are; run the load "
        "again to go on"
    )


def _summary(written: Written, reading: _Reading, begun: float) -> Summary:
    done = Summary(
        new=written.new,
        replaced=written.replaced,
        unchanged=written.unchanged,
        statements=written.statements,
        copies=written.copies,
        skipped=reading.skipped,
    )
    read = written.new + written.replaced + written.unchanged + reading.skipped
    return replace(done, read=read, seconds=time.monotonic() - begun, errors=tuple(reading.errors))

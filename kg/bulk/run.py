"""Articles -> a folder that `neo4j-admin database import full` makes the graph from.

The graph is the one that a load into an empty store makes, its ledger included. Articles are read
once and kept on disk (`kg.bulk.work`); then what they share is merged, and all files are written.
"""

import shlex
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.bulk.copies import Kept, link
from kg.bulk.lines import Brought, brought
from kg.bulk.reading import Reading
from kg.bulk.tables import AFTER, TABLES, Files, arguments
from kg.bulk.work import Work
from kg.cells import BETWEEN
from kg.errors import UsageError
from kg.fingerprint import fingerprint
from kg.jobs import Articles
from kg.loader.batches import batches
from kg.loader.clashes import without_clashes
from kg.loader.ledger import Ledger
from kg.loader.run import Summary
from kg.model import ENTITY_LABEL, Annotated, Counted
from kg.shards.annotate import cut
from kg.shards.processes import Processes
from kg.store.evidence import places_of
from kg.store.rows import label_of
from kg.store.variants import Row
from kg.stream import sure

#: Statements of the articles that are kept together, and articles that are linked together.
STATEMENTS, TEXTS = 1000, 200


def bulk(  # noqa: PLR0913 - as a load
    folder: str,
    articles: Articles,
    *,
    pipeline: str | None = None,
    processes: int = 1,
    min_confidence: float = 0.0,
    through: Callable[[Iterator[Counted]], Iterator[Counted]] = iter,
    stopped: Callable[[], bool] = lambda: False,
) -> Summary:
    """Write the files of an import into a folder, and return what is in them.

    What is given is as in `kg.jobs.run`. An article that comes again is in the graph as it comes
    last. Raises UsageError when the folder has something in it, StoreError when an article cannot
    be written.
    """
    begun, place = time.monotonic(), _made(folder)
    with TemporaryDirectory(dir=place, prefix="work-") as scratch:
        work = Work(Path(scratch))
        reading = Reading(processes, min_confidence, Path(scratch))
        try:
            ledger = Ledger(work, lambda: f"{fingerprint(pipeline)} {min_confidence}")
            articles.tell_also(ledger.skipped)
            counted = articles.counted(Processes(pipeline, processes), reading.read)
            done = _keep(work, through(_sure(counted, min_confidence)), articles, ledger)
            reading.close()
            ledger.end("stopped" if stopped() else "done", done)
            copies = _write(work, place)
        finally:
            reading.close()
            work.close()
    (place / "after.cypher").write_text(AFTER, "utf-8")
    (place / "arguments.txt").write_text(
        "".join(f'"{given}"\n' for given in arguments(place)), "utf-8"
    )
    return replace(done, copies=copies, seconds=time.monotonic() - begun)


def command(folder: str) -> str:
    """Return the command that imports the files of a folder."""
    return f"neo4j-admin {shlex.quote(f'@{Path(folder).absolute()}/arguments.txt')} neo4j"


def _made(folder: str) -> Path:
    """Return the full path of a folder, made if need be. Raises UsageError when it is in use."""
    place = Path(folder).absolute()
    try:
        place.mkdir(parents=True, exist_ok=True)
        used = next(place.iterdir(), None)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to ({error.strerror})") from error
    if used:
        raise UsageError(
            f"{folder} has {used.name} in it: name a folder that is empty or not there"
        )
    return place


def _sure(counted: Iterator[Counted], least: float) -> Iterator[Counted]:
    return (sure(item, least) if isinstance(item, Annotated) else item for item in counted)


def _keep(work: Work, stream: Iterator[Counted], articles: Articles, ledger: Ledger) -> Summary:
    """Keep every article, and return how many there were."""
    did: Counter[str] = Counter()
    for batch in batches(stream, STATEMENTS):
        annotated = [item for item in batch if isinstance(item, Annotated)]
        good, clashes = without_clashes(work.owners, annotated)
        left_out = {id(item) for item in annotated} - {id(item) for item in good}
        kept = [item for item in batch if id(item) not in left_out]
        for item in kept:
            made = brought(item, work.shelf) if isinstance(item, Annotated) else item
            if isinstance(made, Brought):
                did.update(_kept(work, made))
        ledger.done(kept, articles.was_raw)
        for error in clashes:
            articles.skip(error)
    read = did["new"] + did["replaced"] + did["unchanged"] + articles.skipped
    return Summary(
        read=read,
        new=did["new"],
        replaced=did["replaced"],
        unchanged=did["unchanged"],
        skipped=articles.skipped,
        statements=did["statements"],
    )


def _kept(work: Work, made: Brought) -> dict[str, int]:
    """Keep what an article brings, and return what is to be counted."""
    before = work.digest(made.article.id)
    if before == made.digest:
        return {"unchanged": 1}
    work.keep(made)
    return {"replaced" if before else "new": 1, "statements": len(made.statements)}


def _write(work: Work, place: Path) -> int:
    """Write all files, and return how many articles are copies."""
    files, kept = Files(place), Kept(work)
    try:
        for some in cut(work.kept(), TEXTS):
            for lines in some:
                for name, text in lines.files.items():
                    files.write(name, text)
                work.share(lines)
            link(kept, [lines.told() for lines in some])
        _write_shared(work, files)
    finally:
        files.close()
    return work.count_copies()


def _write_shared(work: Work, files: Files) -> None:
    for row in work.entities():
        labels = BETWEEN.join((ENTITY_LABEL, label_of(row["id"])))
        files.write("entities", TABLES["entities"].line(row, labels).encode())
        if label_of(row["id"]) == "Place":
            _lines(files, "located_in", places_of([row]))
    _lines(files, "holds", work.roles())
    _lines(files, "copy_of", work.links())
    _lines(files, "bears", work.bearers())
    _lines(files, "signs", ({"id": sign} for sign in work.signs()))
    _lines(files, "runs", work.notes("runs"))
    _lines(files, "entries", (row | {"attempts": 1} for row in work.notes("entries")))


def _lines(files: Files, name: str, rows: Iterable[Row]) -> None:
    for row in rows:
        files.write(name, TABLES[name].line(row).encode())

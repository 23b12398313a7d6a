"""Workers of a Ray cluster, each with one shard in hand; one that is lost is replaced."""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError

from kg.errors import RunError
from kg.fingerprint import fingerprint
from kg.model import Article
from kg.shards.annotate import sent
from kg.shards.worker import Worker

_NOTES = logging.getLogger("kg.shards")

#: Workers that are lost over one shard, or before one of them is ready, until the run is given up.
LOSSES = 5
#: Seconds until it is told that no worker has begun.
PATIENCE = 60.0


@dataclass
class Shard:
    """Articles, by what they are known, and the lines of what was found in them once it is done."""

    articles: Sequence[Article]
    key: str = ""
    lines: bytes | None = None
    losses: int = 0


class Pool:
    """So many workers, wherever in the cluster there is a free processor for each."""

    def __init__(self, pipeline: str, count: int) -> None:
        """Ask for the workers; each begins when it has a processor and its pipeline."""
        self._pipeline, self._fingerprint = pipeline, fingerprint(pipeline)
        remote: Any = ray.remote(num_cpus=1, scheduling_strategy="SPREAD")
        self._worker = remote(Worker)
        self._todo: deque[Shard] = deque()
        self._free: list[Any] = []
        self._busy: dict[Any, tuple[Any, Shard]] = {}
        for _ in range(count):
            self._hire(Shard(()))

    def give(self, shard: Shard) -> None:
        """Have a shard annotated when there is a worker for it."""
        self._todo.append(shard)
        self._set_to_work()

    def finished(self, seconds: float = PATIENCE) -> Shard | None:
        """Return a shard that is done, waiting for one so long; None when there is none yet.

        Raises what annotating raises, and RunError when workers are lost again and again.
        """
        refs, _ = ray.wait(list(self._busy), timeout=seconds)
        done = self._took(refs[0]) if refs else None
        self._set_to_work()
        if seconds and not refs and not any(shard.articles for _, shard in self._busy.values()):
            _NOTES.warning("no worker has begun yet; has the cluster a free processor?")
        return done

    def _hire(self, ready: Shard) -> None:
        """Ask for a worker. To be ready is a shard without articles, which it does first."""
        worker = self._worker.remote(self._pipeline)
        self._busy[worker.ready.remote(self._fingerprint)] = worker, ready

    def _set_to_work(self) -> None:
        while self._free and self._todo:
            worker, shard = self._free.pop(), self._todo.popleft()
            self._busy[worker.annotate.remote(sent(shard.articles))] = worker, shard

    def _took(self, ref: Any) -> Shard | None:
        worker, shard = self._busy.pop(ref)
        try:
            shard.lines = ray.get(ref)
        except RayTaskError as error:
            raise error.cause from error
        except RayError as error:
            self._lost(worker, shard, error)
            return None
        self._free.append(worker)
        return shard if shard.articles else None

    def _lost(self, worker: Any, shard: Shard, error: RayError) -> None:
        """Put a shard back, first in line, and ask for another worker."""
        ray.kill(worker)
        shard.losses += 1
        if shard.losses >= LOSSES:
            raise RunError(
                f"workers lost {_over(shard)}: {LOSSES}; is the same kg on every node, and "
                f"memory for so many? Give fewer with --processes ({_end(error)})"
            )
        if shard.articles:
            _NOTES.warning("a worker was lost %s; another one does it", _over(shard))
            self._todo.appendleft(shard)
            self._hire(Shard(()))
        else:
            self._hire(shard)


def _end(error: RayError) -> str:
    """Return how a message of Ray ends: what is wrong, after where it was noticed."""
    return " ".join(str(error).split())[-200:]


def _over(shard: Shard) -> str:
    if not shard.articles:
        return "before they were ready"
    first, last = shard.articles[0], shard.articles[-1]
    return f"over {len(shard.articles)} articles, {first.known_as} to {last.id!r}"

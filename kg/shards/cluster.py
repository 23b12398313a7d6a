"""Shards annotated on a Ray cluster, of this machine or of many.

Each that is done is kept in a folder, so that a command which is begun again after it was killed
only does what is missing. Needs Ray (`pip install 'kg-news[ray]'`).
"""

import json
import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import settings
from kg.errors import RunError, UsageError
from kg.fingerprint import fingerprint
from kg.model import Article, content_hash
from kg.shards.annotate import SIZE, Found, cut
from kg.shards.kept import Kept
from kg.shards.lines import read
from kg.stream import article_to_json

if TYPE_CHECKING:
    from kg.shards.pool import Pool, Shard

#: The address that starts a cluster of this machine alone, which ends with the command.
LOCAL = "local"
#: Shards for each worker that may be read ahead of the first one that is not done.
_AHEAD = 4
_SECONDS = 5.0


class Cluster:
    """Annotates on a cluster; what is done stays in a folder until `clear`."""

    def __init__(
        self, address: str, folder: Path, pipeline: str | None = None, count: int | None = None
    ) -> None:
        """Join the cluster at an address ("host:6379", "auto"), or start one ("local").

        `count` is how many workers annotate; without it one for each processor. Raises UsageError
        without Ray, RunError when nothing answers.
        """
        self._ray = _joined(address, count)
        self._count = count or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._pipeline = pipeline or settings.pipeline()
        self._kept = Kept(folder)
        self._pool: Pool | None = None

    def annotated(self, articles: Iterable[Article]) -> Iterator[Found]:
        """Yield each article annotated, or why it cannot be, in order.

        Four shards for each worker are read ahead at most. Raises RunError when the pipeline cannot
        be had, a node would annotate otherwise, or workers are lost again and again.
        """
        ahead: deque[Shard] = deque()
        for some in cut(articles, SIZE):
            ahead.append(self._begun(some))
            while len(ahead) >= _AHEAD * self._count:
                yield from self._next(ahead)
        while ahead:
            yield from self._next(ahead)

    def clear(self) -> None:
        """Delete what is kept, once it stands where it is wanted."""
        self._kept.clear()

    def close(self) -> None:
        """Let the workers go, and the cluster if it was started here."""
        self._pool = None
        self._ray.shutdown()

    def _begun(self, articles: Sequence[Article]) -> "Shard":
        """Return a shard that is done, if it is kept, or that a worker will do."""
        from kg.shards.pool import Pool, Shard  # noqa: PLC0415 - an extra

        shard = Shard(articles, self._key(articles))
        shard.lines = self._kept.get(shard.key)
        if shard.lines is None:
            self._pool = self._pool or Pool(self._pipeline, self._count)
            self._pool.give(shard)
            self._keep(self._pool.finished(0))
        return shard

    def _next(self, ahead: "deque[Shard]") -> Iterator[Found]:
        while ahead[0].lines is None and self._pool:
            self._keep(self._pool.finished())
        shard = ahead.popleft()
        return read(shard.lines or b"", shard.articles)

    def _keep(self, shard: "Shard | None") -> None:
        if shard and shard.lines is not None:
            self._kept.put(shard.key, shard.lines)

    def _key(self, articles: Sequence[Article]) -> str:
        """Return what a shard is known by: its articles, and by what they are annotated."""
        texts = (json.dumps(article_to_json(a), ensure_ascii=False) for a in articles)
        return content_hash(fingerprint(self._pipeline), *texts)


def _joined(address: str, count: int | None) -> Any:
    """Return Ray, joined with a cluster. It shows no dashboard and reports to nobody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "a cluster needs Ray; install it with pip install 'kg-news[ray]'"
        ) from error
    started = {"num_cpus": count, "include_dashboard": False} if address == LOCAL else {}
    join: Any = ray.init
    _knock(address)
    try:
        join(address, log_to_driver=False, logging_level="ERROR", **started)
    except (Exception, SystemExit) as error:  # Ray raises what it likes
        raise _silent(address, str(error)) from error
    return ray


def _knock(address: str) -> None:
    """Find out in some seconds, not in minutes, that nothing is at a HOST:PORT."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal() or "/" in address:
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _SECONDS).close()
    except (OSError, OverflowError) as error:
        raise _silent(address, str(error)) from error


def _silent(address: str, said: str) -> RunError:
    return RunError(
        f"{address}: no Ray cluster answers there ({' '.join(said.split())[:200]}); expected "
        f"HOST:PORT of its head, as `ray start --head` prints it, or {LOCAL!r}"
    )

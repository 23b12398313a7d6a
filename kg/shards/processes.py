"""Shards annotated by several processes of this machine."""

from collections.abc import Iterable, Iterator
from functools import partial

from kg.model import Article
from kg.shards.annotate import SIZE, Found, annotated, annotated_there, back, cut, sent
from kg.shards.forked import Forked


class Processes:
    """Annotates in so many processes, each of which reads, links and checks on its own.

    With one, in this one. The others begin with the first article and end with `close`.
    """

    def __init__(self, pipeline: str | None, count: int) -> None:
        """Take the pipeline's name or folder (None: the default) and how many processes."""
        self._pipeline, self._count = pipeline, count
        work = partial(annotated_there, pipeline=pipeline)
        self._forked = Forked(count, work, partial(_get_ready, pipeline))

    def annotated(self, articles: Iterable[Article]) -> Iterator[Found]:
        """Yield each article annotated, or why it cannot be, in order.

        Two shards for each process are under way at most. Raises RunError when the pipeline cannot
        be had, or a process is killed.
        """
        if self._count == 1:
            yield from annotated(articles, self._pipeline)
            return
        for shard, found in self._forked.done(cut(articles, SIZE), sent):
            yield from back(shard, found)

    def close(self) -> None:
        """End the processes; what they are at is given up."""
        self._forked.close()


def _get_ready(pipeline: str | None) -> None:
    """Load all that annotating takes, so that processes which are forked share it."""
    for _ in annotated([Article("ready", ("Bo Holm truer Norge, siger Ida Dam.",))], pipeline):
        pass

"""What works on a node of a cluster."""

import platform

from kg.errors import RunError
from kg.fingerprint import fingerprint
from kg.shards.annotate import Sent, annotated_there
from kg.shards.lines import written


class Worker:
    """Annotates shards, one at a time."""

    def __init__(self, pipeline: str) -> None:
        """Take the pipeline's name or folder."""
        self._pipeline = pipeline

    def ready(self, expected: str) -> None:
        """Load the pipeline.

        Raises RunError when it cannot be had, or when articles would be annotated otherwise here.
        """
        from kg.language import load  # noqa: PLC0415 - takes a second

        if fingerprint(self._pipeline) != expected:
            raise RunError(
                f"the node {platform.node()} has another kg, or another pipeline "
                f"{self._pipeline!r}, than this machine: install the same on both"
            )
        load(self._pipeline)

    def annotate(self, shard: Sent) -> bytes:
        """Return the lines of a shard that was sent."""
        return written(annotated_there(shard, self._pipeline))

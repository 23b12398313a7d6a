"""What a write does to the graph, as the bytes that the file keeps.

Done to the graph that it was made for, a change always has the same result: that is how the file's
changes are done again when it is opened.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from kg.model import LABELS
from kg.store.base import Notes
from kg.store.rows import GraphRows, Parts
from kg.store.variants import Row


@dataclass(frozen=True, slots=True)
class Change:
    """Articles to be taken back; others, that change, to be untied; and the rows to be put in.

    The rows are those of the articles that change and of new ones.
    """

    taken: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    rows: GraphRows = field(default_factory=lambda: GraphRows({}, {}))
    #: What is noted, by its kind.
    notes: Mapping[Notes, Sequence[Row]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.taken or self.changed or self.rows.nodes or self.notes)

    def packed(self) -> bytes:
        """Return the change as compressed JSON."""
        nodes = self.rows.nodes
        parts = Parts(
            nodes.get("Article", []),
            nodes.get("Statement", []),
            self._edges("MENTIONS"),
            self._edges("IMPLIES"),
            [row for label in LABELS.values() for row in nodes.get(label, ())],
        )
        notes = {kind: list(rows) for kind, rows in self.notes.items()}
        packed = _Packed(self.taken, self.changed, parts, notes)
        return zlib.compress(msgspec.json.encode(packed), 1)

    def _edges(self, kind: str) -> list[Row]:
        return [row for key, rows in self.rows.edges.items() if key[0] == kind for row in rows]


class _Packed(msgspec.Struct, array_like=True):
    """What is kept of a change: the rows that all others follow from."""

    taken: tuple[str, ...]
    changed: tuple[str, ...]
    parts: Parts
    notes: dict[Notes, list[Row]] = {}


def unpacked(data: bytes) -> Change:
    """Return the change that was packed."""
    kept = msgspec.json.decode(zlib.decompress(data), type=_Packed)
    return Change(kept.taken, kept.changed, kept.parts.joined(), kept.notes)

"""The statements around an entity as a picture of its own."""

from collections.abc import Mapping

from kg.export.picture import picture as drawn
from kg.export.picture import policy
from kg.graph import subgraph
from kg.view.asked import LIMITS, Asked
from kg.web.page import Ready, required

#: Lines that a picture has at most: the nearest, the newest first.
MOST_LINES = 300


def picture(asked: Asked, given: Mapping[str, str]) -> Ready:
    """Draw what an entity says and does, and what others do to it."""
    entity = asked.entity(required(given, "id"))
    conditions = {"entities": [entity["id"]], "limit": MOST_LINES, "structure": True}
    graph = subgraph(asked.store, seconds=LIMITS.seconds, **conditions)
    return Ready(drawn(graph, given["lang"], "/"), f"{policy()}; frame-ancestors 'none'")

"""Values of the engine -> plain Python."""

from typing import Any

from kg.values import Edge, Node

_NODE = {"id", "labels", "properties"}
_EDGE = {"id", "start", "end", "type", "properties"}


def plain(value: Any) -> Any:
    """Return a `Node`, an `Edge`, a path as a dictionary of both, and anything else as it is."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == _NODE:
        # `type` is the engine's own, and so is `title` where kg stores none.
        own = {"type"} if "Article" in value["labels"] else {"type", "title"}
        own_less = {k: v for k, v in value["properties"].items() if k not in own}
        return Node(_stored(own_less), value["labels"])
    if value.keys() == _EDGE:
        return Edge(_stored(value["properties"]), value["type"])
    if "nodes" in value and "relationships" in value:
        return {"nodes": plain(value["nodes"]), "edges": plain(value["relationships"])}
    return {k: plain(v) for k, v in value.items()}


def _stored(properties: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in properties.items() if v is not None}

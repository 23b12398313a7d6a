"""How nodes and edges look where a format can say it: caption, colour and size."""

import math
from collections.abc import Mapping
from typing import Any

Colour = tuple[int, int, int]
#: The colours of pictures: kinds of names and classes of lines, and what they stand on.
LIGHT = {
    "back": "#fbfaf7",
    "ink": "#22252b",
    "soft": "#626876",
    "Person": "#3568b0",
    "Country": "#c08a1e",
    "Organisation": "#5d8a3a",
    "Place": "#8f5fb0",
    "speech": "#a7abb3",
    "topic": "#aeb3bd",
    "verbal conflict": "#e58a62",
    "material conflict": "#bf1e2e",
    "verbal cooperation": "#8fb6c6",
    "material cooperation": "#0d7f86",
    "joins": "#c3c6ce",
}
DARK = {
    "back": "#16181d",
    "ink": "#e9eaed",
    "soft": "#a2a8b5",
    "Person": "#75a9ea",
    "Country": "#e0b04a",
    "Organisation": "#93c270",
    "Place": "#c095dd",
    "speech": "#6d727d",
    "topic": "#565c68",
    "verbal conflict": "#d9835f",
    "material conflict": "#ff5c68",
    "verbal cooperation": "#5a8496",
    "material cooperation": "#35c3c0",
    "joins": "#4b505c",
}
PAPER = LIGHT | {"back": "#ffffff"}


def caption(node: str, properties: Mapping[str, Any]) -> str:
    """Return what a reader calls a node: its name, its title, else its id; on one line."""
    called = properties.get("name") or properties.get("title") or node
    return " ".join(str(called).split())


def node_colour(properties: Mapping[str, Any]) -> Colour:
    """Return red, green and blue, from 0 to 255, by what the node is."""
    return _rgb(LIGHT.get(str(properties.get("label")), LIGHT["speech"]))


def edge_colour(properties: Mapping[str, Any]) -> Colour:
    """Return red where the edge is conflict, blue-green where it is cooperation, else grey."""
    quad = str(properties.get("quad") or "")
    half = quad.rpartition(" ")[2]
    return _rgb(LIGHT[f"material {half}" if half else "speech"])


def channels(colour: Colour) -> dict[str, int]:
    """Return a colour as the attributes `r`, `g` and `b`."""
    return dict(zip("rgb", colour, strict=True))


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:], 16)


def size(edges: int) -> float:
    """Return a size from 10 that grows with the root of the number of a node's edges."""
    return round(10 + 4 * math.sqrt(edges), 1)

"""A part fit for XML, and XML written as it is gone through, without holding either."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from kg.export.days import days
from kg.export.plain import scalars, unfit, xml_id
from kg.export.written import Counted
from kg.graph import Edge, Node

CONTROLS = "texts that lost characters which XML cannot hold"
#: Of the types that values of one name have, the name that GraphML and GEXF have for all of them.
_TYPES = {frozenset({bool}): "boolean", frozenset({int}): "long"}
Span = tuple[str, str]


class XmlPart:
    """A part whose values are text, numbers and truth values, and what is known of it beforehand.

    `node_types` and `edge_types` are the types of attributes, by name in order of appearance,
    `degrees` how many edges each node has, `spans` the first and last day of those nodes all of
    whose edges have days, `lost` how many texts lose characters. In memory are ids. An edge keeps
    its key; where a statement made several of one key, the second and later ones add their number.
    """

    def __init__(self, part: Counted) -> None:
        self._part = part
        self.degrees: Counter[str] = Counter()
        self.spans: dict[str, Span] = {}
        self.lost = 0
        self._always: set[str] = set()
        self.node_types = self._types(data for _, data in part.nodes())
        self.edge_types = self._types(self._seen(edge) for edge in part.edges())
        for node in self._always:
            self.spans.pop(node, None)

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes."""
        for node, data in self._part.nodes():
            yield xml_id(node), scalars(data)

    def edges(self) -> Iterator[Edge]:
        """Yield the edges; once all are taken it is noted what texts have lost."""
        seen: Counter[str] = Counter()
        for source, target, key, data in self._part.edges():
            name = xml_id(str(key))
            seen[name] += 1
            unique = f"{name}:{seen[name]}" if seen[name] > 1 else name
            yield xml_id(source), xml_id(target), unique, scalars(data)
        self._part.change(CONTROLS, self.lost)

    def _types(self, rows: Iterator[Mapping[str, Any]]) -> dict[str, str]:
        found: dict[str, set[type]] = {}
        for row in rows:
            self.lost += unfit(row)
            for name, value in scalars(row).items():
                found.setdefault(name, set()).add(type(value))
        return {name: _named(types) for name, types in found.items()}

    def _seen(self, edge: Edge) -> dict[str, Any]:
        source, target, _, data = edge
        span = days(data)
        for node in (xml_id(source), xml_id(target)):
            self.degrees[node] += 1
            if span is None:
                self._always.add(node)
            else:
                first, last = self.spans.get(node, span)
                self.spans[node] = (min(first, span[0]), max(last, span[1]))
        return data


def _named(types: set[type]) -> str:
    numbers = "double" if types <= {int, float} else "string"
    return _TYPES.get(frozenset(types), numbers)


class Xml:
    """XML that is written piece by piece, each element on a line of its own."""

    def __init__(self, file: TextIO) -> None:
        out: Any = file  # it takes text, too, which its types do not tell
        self._out = XMLGenerator(out, "UTF-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, Any]) -> Iterator[None]:
        """Write an element around what is written meanwhile."""
        self._start(name, attributes)
        self._out.ignorableWhitespace("\n")
        yield
        self._end(name)

    def put(self, name: str, attributes: Mapping[str, Any], text: str = "") -> None:
        """Write an element that holds nothing but a text."""
        self._start(name, attributes)
        if text:
            self._out.characters(text)
        self._end(name)

    def _start(self, name: str, attributes: Mapping[str, Any]) -> None:
        told = {key: word(value) for key, value in attributes.items()}
        self._out.startElement(name, AttributesImpl(told))

    def _end(self, name: str) -> None:
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")


def word(value: Any) -> str:
    """Return a value as XML has it: true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)

"""Graph -> RDF in Turtle (https://www.w3.org/TR/turtle/), read by every store of RDF.

Entities are of schema.org's classes where it has one, with its `name`, `alternateName`, `latitude`
and `longitude`; all else is of kg's own vocabulary, `urn:kg:vocabulary:`. A statement is a node of
the class of its predicate, with its source, targets, topics and all that its edge tells: what is
claimed or denied is never a bare triple. Any other edge is a triple; one that carries properties,
such as a title, is a node like a statement.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from kg.export.plain import text_of
from kg.export.written import Counted
from kg.output import open_output

_PREFIXES = (
    "@prefix kg: <urn:kg:vocabulary:> .\n"
    "@prefix schema: <https://schema.org/> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\n"
)
_CLASSES = {
    "Person": "schema:Person",
    "Country": "schema:Country",
    "Organisation": "schema:Organization",
    "Place": "schema:Place",
    "Article": "schema:NewsArticle",
    "Statement": "kg:Statement",
}
_NAMES = {
    "name": "schema:name",
    "names": "schema:alternateName",
    "latitude": "schema:latitude",
    "longitude": "schema:longitude",
}
_ENDS = {"target": "kg:target", "topic": "kg:topic", "article": "kg:article"}
_NO_ESCAPE = "-._~:!$&'()*+,;=@/"


def write_turtle(part: Counted, path: str) -> list[str]:
    """Write the part, a node or an edge at a time, and return the path."""
    with open_output(path) as file:
        file.write(_PREFIXES)
        for node, data in part.nodes():
            label = str(data.get("label") or "")
            kind = _CLASSES.get(label, f"kg:{_local(label or 'Node')}")
            file.write(_described(_iri(node), kind, data, {"label", "id"}))
        for source, target, key, data in part.edges():
            file.write(_edge(source, target, key, data))
    return [path]


def _edge(source: str, target: str, key: str, data: Mapping[str, Any]) -> str:
    kind = f"kg:{_local(str(data.get('type') or 'RELATED'))}"
    identity = data.get("statement_id")
    end = _ENDS.get(str(data.get("target_role")), "kg:target")
    ends = (("kg:source", _iri(source)), (end, _iri(target)))
    beside = {"type", "statement_id", "target_role"}
    if identity:
        return _described(_iri(str(identity)), f"kg:Statement, {kind}", data, beside, ends)
    if not any(value not in (None, []) for name, value in data.items() if name != "type"):
        return f"{_iri(source)} {kind} {_iri(target)} .\n"
    digest = blake2b(f"{source}\n{key}".encode("utf-8", "ignore"), digest_size=8).hexdigest()
    return _described(f"<urn:kg:edge:{digest}>", kind, data, beside, ends)


def _described(
    subject: str,
    kind: str,
    data: Mapping[str, Any],
    beside: set[str],
    more: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the triples of a node; `beside` are the properties that are told otherwise."""
    pairs = [("a", kind), *more]
    for name, value in data.items():
        if name not in beside:
            term = _NAMES.get(name, f"kg:{_local(name)}")
            pairs.extend((term, literal) for literal in _literals(value))
    return f"{subject} " + " ;\n  ".join(f"{p} {o}" for p, o in pairs) + " .\n"


def _literals(value: Any) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, list | tuple):
        for item in value:
            yield from _literals(item)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, float):
        yield f'"{value!r}"^^xsd:double'
    else:
        # The escapes of JSON are among those of Turtle.
        yield json.dumps(text_of(value), ensure_ascii=False)


def _iri(identity: str) -> str:
    """Return the address of a node; "?" is escaped, since a URN has none in its name."""
    return f"<urn:kg:{quote(identity.encode('utf-8', 'ignore'), safe=_NO_ESCAPE)}>"


def _local(name: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else "_" for char in name)

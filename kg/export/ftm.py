"""Graph -> FollowTheMoney (https://followthemoney.tech), an entity a line, read by Aleph.

Persons, countries (PublicBody), organisations and places (Address) are things, articles are Article
and what a text says is an UnknownLink from its source: `role` is the predicate, `status` its
modality or "negated", `description` its words, `recordId` its id. A role that a person holds is a
Membership where it is of a country or an organisation, else an UnknownLink. Every other edge is
left out, and so are Statement nodes, which the links stand for. Ids are made of kg's, since the
format allows fewer characters; kg's stand in `notes`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from kg.export.days import days
from kg.export.plain import text_of
from kg.export.written import Counted
from kg.output import open_output

_NODES = "statements as nodes (their links stand for them)"
_EDGES = "edges that FollowTheMoney has no word for"
_SCHEMAS = {
    "Person": "Person",
    "Country": "PublicBody",
    "Organisation": "Organization",
    "Place": "Address",
    "Article": "Article",
}
_BODIES = {"PublicBody", "Organization"}
_Properties = dict[str, list[Any]]


def write_ftm(part: Counted, path: str) -> list[str]:
    """Write the part, an entity at a time, and return the path."""
    schemas: dict[str, str] = {}
    with open_output(path) as file:
        for node, data in part.nodes():
            if schema := _SCHEMAS.get(str(data.get("label"))):
                schemas[node] = schema
                file.write(_line(_id(node), schema, _thing(node, schema, data)))
        edges = part.edges()
        skipped = _write_links(file.write, edges, schemas)
    part.leave_out(_NODES, nodes=part.taken_nodes - len(schemas))
    part.leave_out(_EDGES, edges=skipped)
    return [path]


def _write_links(write: Any, edges: Iterator[Any], schemas: Mapping[str, str]) -> int:
    """Write what is a link, and return how many edges are none."""
    skipped = 0
    for source, target, key, data in edges:
        if source in schemas and target in schemas and _is_link(data):
            schema, properties = _link(source, target, data, schemas)
            write(_line(_id(f"{source}\n{key}"), schema, properties))
        else:
            skipped += 1
    return skipped


def _is_link(data: Mapping[str, Any]) -> bool:
    return bool(data.get("statement_id")) or data.get("type") == "HOLDS"


def _thing(node: str, schema: str, data: Mapping[str, Any]) -> _Properties:
    name = data.get("name") or data.get("title") or node
    found: _Properties = {"name": [name], "notes": [f"kg: {node}"]}
    found["alias"] = [other for other in data.get("names") or () if other != name]
    found["country"] = [
        str(code).lower()
        for code in (data.get("code"), data.get("country"))
        if re.fullmatch("[A-Z]{2}", str(code))
    ]
    if schema == "Address":
        found |= {"full": [name], "latitude": [data.get("latitude")]}
        found["longitude"] = [data.get("longitude")]
    if schema == "Article":
        found |= {"title": [data.get("title")], "publisher": [data.get("outlet")]}
        found |= {"publishedAt": [str(data.get("published") or "")[:10]]}
        found |= {"sourceUrl": [data.get("url")], "bodyText": [data.get("text")]}
    return found


def _link(
    source: str, target: str, data: Mapping[str, Any], schemas: Mapping[str, str]
) -> tuple[str, _Properties]:
    first, last = days(data) or ("", "")
    if data.get("type") == "HOLDS":
        dates: _Properties = {"startDate": [first], "endDate": [last]}
        about: _Properties = {"role": [data.get("title")], **dates}
        if schemas[target] in _BODIES:
            return "Membership", {"member": [_id(source)], "organization": [_id(target)], **about}
        return "UnknownLink", {"subject": [_id(source)], "object": [_id(target)], **about}
    return "UnknownLink", {
        "subject": [_id(source)],
        "object": [_id(target)],
        "role": [data.get("type")],
        "status": ["negated" if data.get("negated") else data.get("modality")],
        "description": [data.get("text")],
        "recordId": [data["statement_id"]],
        "publisher": [data.get("outlet")],
        **({"date": [first]} if first == last else {"startDate": [first], "endDate": [last]}),
    }


def _id(identity: str) -> str:
    digest = blake2b(identity.encode("utf-8", "ignore"), digest_size=12).hexdigest()
    return f"kg-{digest}"


def _line(identity: str, schema: str, properties: _Properties) -> str:
    texts = {
        name: kept
        for name, values in properties.items()
        if (kept := [text_of(v) for v in values if v not in (None, "")])
    }
    entity = {"id": identity, "schema": schema, "properties": texts}
    return json.dumps(entity, ensure_ascii=False) + "\n"

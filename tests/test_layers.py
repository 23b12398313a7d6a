"""Imports go one way: a module may import only what its layer allows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "kg"
BASE = {
    "characters",
    "errors",
    "settings",
    "model",
    "moments",
    "bounds",
    "output",
    "tables",
    "values",
    "cells",
    "forenames",
    "words",
    "figure",
}
RECORDS = BASE | {"lines", "checks", "stream", "catalogue"}
#: What each part of kg may import of the others. Nothing imports cli.
ALLOWED = {
    "errors": set(),
    "settings": {"errors"},
    "model": {"characters"},
    "characters": set(),
    "tables": {"characters", "values"},
    "values": set(),
    "cells": set(),
    "forenames": set(),
    "moments": set(),
    "bounds": {"errors", "moments"},
    "output": {"errors"},
    "words": set(),
    "figure": {"errors", "output"},
    "lines": {"model"},
    "checks": BASE | {"lines"},
    "stream": BASE | {"lines", "checks"},
    "catalogue": BASE,
    "sources": RECORDS,
    "language": RECORDS | {"sources"},
    "identity": RECORDS | {"sources"},
    "store": RECORDS | {"identity"},
    "loader": RECORDS | {"store"},
    "find": RECORDS | {"store"},
    "graph": RECORDS | {"store", "find"},
    "export": BASE | {"graph"},
    "analysis": BASE | {"graph"},
    "plots": BASE | {"analysis", "export"},
    "fingerprint": BASE,
    "shards": RECORDS | {"fingerprint", "language"},
    "jobs": RECORDS | {"fingerprint", "sources", "shards", "store", "loader"},
    "bulk": RECORDS | {"fingerprint", "sources", "shards", "identity", "jobs", "store", "loader"},
    "explain": RECORDS | {"store"},
    "notebook": RECORDS | {"sources", "language", "explain"},
    "view": RECORDS | {"store", "explain", "find"},
    "web": RECORDS | {"store", "graph", "export", "explain", "view", "find"},
    "mcp": RECORDS | {"store", "explain", "view"},
    "evaluate": RECORDS | {"language", "sources"},
}
#: What each room of kg.language may import of the others: from text to trees, names, entities,
#: statements.
GROUND = {"profile", "lexicon", "marks", "tokens", "reading"}
ROOMS = {
    "encoder": set(),
    "joined": set(),
    "tokens": {"joined"},
    "parsing": {"encoder", "tokens"},
    "profile": set(),
    "lexicon": {"profile"},
    "marks": set(),
    "reading": {"profile", "lexicon", "marks", "tokens"},
    "names": GROUND | {"parsing"},
    "linking": GROUND | {"names"},
    "syntax": GROUND,
    "roles": GROUND | {"names"},
    "coreference": GROUND | {"names", "roles"},
    "statements": GROUND | {"syntax", "roles", "coreference"},
    "pipeline": GROUND
    | {"parsing", "names", "linking", "syntax", "roles", "coreference", "statements"},
}
#: Heavy packages, and the only parts that may import them.
OWNERS = {
    "spacy": {"language", "explain"},  # displaCy draws the page
    "onnxruntime": {"language"},
    "kglite": {"store"},
    "neo4j": {"store"},
    "mcp": {"mcp"},
    "starlette": {"web"},
    "ray": {"shards"},
}
MODULES = sorted(p for p in ROOT.rglob("*.py") if "cli" not in p.relative_to(ROOT).parts)


def part(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """Return the full names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_downwards(path):
    if part(path) == "__init__":
        return
    for name in imported(path):
        top, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if top == "kg" and other != "__version__":
            assert other in ALLOWED[part(path)] | {part(path)}, (
                f"{path}: {part(path)} must not import kg.{other}"
            )
        assert part(path) in OWNERS.get(top, {part(path)}), (
            f"{path}: only {OWNERS.get(top)} may import {top}"
        )


LANGUAGE = sorted((ROOT / "language").rglob("*.py"))


@pytest.mark.parametrize("path", LANGUAGE, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_of_language_look_downwards(path):
    room = path.relative_to(ROOT / "language").parts[0].removesuffix(".py")
    if room == "__init__":
        return
    for name in imported(path):
        if name.startswith("kg.language."):
            other = name.split(".")[2]
            assert other in ROOMS[room] | {room}, f"{path}: {room} must not import {name}"

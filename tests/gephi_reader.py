"""The real Gephi without its windows, from the one jar that Maven resolves."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import neo4j_server
import pytest

VERSION = "0.10.1"
PROGRAM = Path(__file__).parent / "gephi" / "Read.java"


class Node(NamedTuple):
    """A node as Gephi has it; `days` as it prints intervals, "" where it is always there."""

    id: str
    label: str
    size: str
    colour: str
    days: str
    latitude: str


class Edge(NamedTuple):
    """An edge as Gephi has it; `kind` is what it calls its type."""

    source: str
    target: str
    label: str
    kind: str
    weight: str
    colour: str
    days: str


def jar() -> Path:
    """Return the jar, which Maven fetches when none is kept from an earlier run."""
    kept = neo4j_server.cache_folder() / "gephi" / f"{VERSION}.jar"
    if kept.is_file():
        return kept
    if (maven := shutil.which("mvn")) is None:
        raise neo4j_server.ServerError(f"{kept} is not there, and Maven, which fetches it, neither")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        named = f"org.gephi:gephi-toolkit:{VERSION}:jar:all"
        repository = f"-Dmaven.repo.local={folder}"
        goal = ["dependency:get", "-Dtransitive=false", f"-Dartifact={named}", repository]
        done = subprocess.run([maven, "-q", "-B", *goal], capture_output=True, text=True)  # noqa: PLW1510
        found = list(Path(folder).glob(f"org/gephi/gephi-toolkit/{VERSION}/*-all.jar"))
        if done.returncode or not found:
            raise neo4j_server.ServerError(f"Maven could not fetch {named}: {done.stdout[-800:]}")
        found[0].rename(kept)
    return kept


def read(*paths: Path, apart: bool = False) -> tuple[list[Node], list[Edge]]:
    """Return what Gephi makes of files together, edges added up as it does unless `apart`.

    Skips the test where Gephi cannot be had; with `CI` set that is a failure.
    """
    try:
        java, _ = neo4j_server.java_for(neo4j_server.LINES["5.26"])
        classes = jar()
    except neo4j_server.ServerError as error:
        if os.environ.get("CI"):
            pytest.fail(f"{error}; with CI set what Gephi reads must be tested", pytrace=False)
        pytest.skip(str(error))
    flags = ["-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [java, *flags, "-cp", classes, PROGRAM, "apart" if apart else "added", *paths]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")  # noqa: PLW1510
    assert done.returncode == 0, done.stderr[-3000:]
    cells = [line.split("\t") for line in done.stdout.splitlines()]
    nodes = [Node(*row[1:]) for row in cells if row[0] == "node"]
    return nodes, [Edge(*row[1:]) for row in cells if row[0] == "edge"]

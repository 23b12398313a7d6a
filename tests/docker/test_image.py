"""The image alone, with the graph in a file: any user, any folder, stopped, killed, run again."""

import json
import os
import re
import shlex
import subprocess
import time
import uuid
from contextlib import contextmanager

import many
import pytest
from bases import ROOT, docker
from command import kg

from kg.store import open_store
from kg.stream import annotated_line

#: The user and group of somebody whom the image does not know.
SOMEBODY = 4321
#: What a container needs beside its mounts: nothing.
LOCKED = (
    *("--read-only", "--tmpfs=/tmp", "--network", "none", "--cap-drop", "ALL"),
    *("--security-opt", "no-new-privileges"),
)
STATEMENTS = "MATCH (s:Statement) RETURN s.id AS id ORDER BY id"


def run(*arguments, check=True):
    """Run a container to its end; return what `subprocess.run` does."""
    done = subprocess.run(
        ["docker", "run", "--rm", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert not check or done.returncode == 0, done.stderr
    return done


@contextmanager
def running(*arguments):
    """Run a container in the background; yield its name."""
    name = f"kg-{uuid.uuid4().hex[:8]}"
    docker("run", "-d", "--name", name, *arguments)
    try:
        yield name
    finally:
        docker("rm", "-f", name)


def ids(store):
    with open_store(str(store)) as graph:
        return [row[0] for row in graph.read(STATEMENTS).rows]


@pytest.fixture
def folder(tmp_path):
    """Make a folder that only somebody may enter."""
    mine = tmp_path / "mine"
    mine.mkdir(mode=0o700)
    os.chown(mine, SOMEBODY, SOMEBODY)
    return mine


@pytest.fixture
def somebody(image, folder):
    """Return the start of a command line: the locked image as somebody, the folder at /graph."""
    return (*LOCKED, "--user", f"{SOMEBODY}:{SOMEBODY}", "-v", f"{folder}:/graph")


def write_many(path, count):
    lines = (annotated_line(a) for a in many.variants(count))
    path.write_text("".join(lines), "utf-8")


def test_image_is_small_and_without_what_only_builds_need(image):
    size = int(docker("image", "inspect", "-f", "{{.Size}}", image))
    assert size < 600e6
    assert run("--entrypoint", "sh", image, "-c", "ls /kg/bin/pip", check=False).returncode


def test_change_of_the_source_leaves_the_libraries_alone(image, tmp_path):
    kept = ("pyproject.toml", "README.md", "LICENSE", "Dockerfile", ".dockerignore", "docker")
    copied = [ROOT / name for name in (*kept, "kg", "cypher")]
    subprocess.run(["cp", "-r", *copied, tmp_path], check=True)
    with (tmp_path / "kg/__init__.py").open("a") as file:
        file.write(f"# {uuid.uuid4()}\n")
    docker("buildx", "build", "-q", "-t", "kg:changed", tmp_path)
    layers = "{{json .RootFS.Layers}}"
    before, after = (
        json.loads(docker("image", "inspect", "-f", layers, name)) for name in (image, "kg:changed")
    )
    docker("rmi", "kg:changed")
    same = sum(a == b for a, b in zip(before, after, strict=True))
    sizes = docker("history", "--format", "{{.CreatedBy}} {{.Size}}", image)
    assert same >= 3, sizes  # Debian, Python, the libraries
    assert before != after


def test_commands_that_the_dockerfile_names(image, tmp_path):
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = re.findall(r"^#   docker run --rm (.*?)(?:    .*)?$", text, re.MULTILINE)
    assert len(lines) == 3
    volume = f"kg-{uuid.uuid4().hex[:8]}"
    subprocess.run(["cp", "-r", ROOT / "examples", tmp_path], check=True)
    os.chown(tmp_path, SOMEBODY, SOMEBODY)
    said = []
    try:
        for line in lines:
            mine = line.replace("-v kg:/", f"-v {volume}:/").replace(" kg ", f" {image} ")
            mine = mine.replace("$PWD", str(tmp_path)).replace("$(id -u):$(id -g)", f"{SOMEBODY}")
            said.append(run(*shlex.split(mine)).stdout)
    finally:
        docker("volume", "rm", volume)
    assert said[0].startswith("10 read, 10 new")
    assert re.search(r"Article +10\b", said[1])
    assert said[2].startswith("10 read, 10 new")


def test_same_graph_as_on_this_machine(somebody, image, folder, tmp_path):
    done = run(*somebody, "-v", f"{ROOT}/examples:/data:ro", image, "/data")
    assert done.stdout.startswith("10 read, 10 new")
    kg("load", ROOT / "examples/articles.jsonl", "--store", tmp_path / "here.graph")
    assert ids(folder / "kg.graph") == ids(tmp_path / "here.graph") != []


def test_graph_that_would_go_with_the_container_is_refused(image):
    done = run("-v", f"{ROOT}/examples:/data:ro", image, "/data", check=False)
    assert done.returncode == 2
    assert "would go with the container: mount a volume (-v kg:/graph)" in done.stderr


def test_folder_of_somebody_else_is_told(image, tmp_path):
    done = run("-v", f"{tmp_path}:/graph", image, "load", "-", check=False)
    assert done.returncode == 1
    assert "user 10001 has no permission to write there: run as the folder's owner" in done.stderr


def test_secret_of_somebody_else_is_told(image, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("correct-horse\n")
    secret.chmod(0o600)
    given = ("-v", f"{secret}:/run/secret:ro", "-e", "NEO4J_PASSWORD_FILE=/run/secret")
    done = run(*given, "-e", "KG_STORE=bolt://localhost", image, "status", check=False)
    assert done.returncode == 2
    assert "which user 10001 cannot read (Permission denied): run as its owner" in done.stderr


def test_what_may_not_be_read_or_is_not_mounted_is_told(somebody, image, tmp_path):
    data = tmp_path / "data"
    (data / "closed").mkdir(parents=True)
    (data / "closed").chmod(0o700)
    (data / "good.txt").write_text("Det regner.")
    (data / "away.txt").symlink_to("/somewhere/else.txt")
    done = run(*somebody, "-v", f"{data}:/data:ro", image, "/data", check=False)
    assert done.returncode == 3
    assert "/data/closed: Permission denied" in done.stderr
    assert "/data/away.txt: link that leads nowhere" in done.stderr
    assert "1 new" in done.stdout


def test_stop_ends_a_load_in_order(somebody, image, folder, tmp_path):
    text = (ROOT / "examples/articles.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line) | {"id": f"{n}"} for n in range(60) for line in text[n % 10 :][:1]]
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles * 20))
    given = ("-v", f"{tmp_path}/many.jsonl:/data/many.jsonl:ro")
    with running(*somebody, *given, image, "/data") as name:
        deadline = time.monotonic() + 120
        while not (said := logs(name)) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert re.match(r"kg: [\d,]+ articles, [\d,]+ statements, [\d.,]+ articles a second", said)
        docker("stop", name)
        assert docker("inspect", "-f", "{{.State.ExitCode}}", name) == "0"
        last = docker("logs", name)
    stored = int(re.search(r"(\d+) new", last)[1])
    assert stored > 0
    with open_store(str(folder / "kg.graph")) as graph:
        assert graph.counts().nodes["Article"] == stored


def logs(name):
    """Return what a container has said on standard error so far."""
    done = subprocess.run(["docker", "logs", name], capture_output=True, text=True, check=False)
    return done.stderr


def test_stop_at_the_very_beginning_ends_it_too(somebody, image):
    with running(*somebody, "-v", f"{ROOT}/examples:/data:ro", image, "/data") as name:
        time.sleep(1)
        docker("stop", name)
        assert docker("inspect", "-f", "{{.State.ExitCode}}", name) in {"0", "143"}


def test_killed_load_is_finished_by_the_next(somebody, image, folder, tmp_path):
    articles = many.variants(3000)
    write_many(tmp_path / "many.jsonl", 3000)
    given = (*somebody, "-v", f"{tmp_path}/many.jsonl:/data/many.jsonl:ro", image)
    with running(*given, "load", "/data", "--batch-size", "100") as name:
        graph = folder / "kg.graph"
        deadline = time.monotonic() + 60
        while (not graph.exists() or graph.stat().st_size < 50_000) and time.monotonic() < deadline:
            time.sleep(0.05)
        docker("kill", name)
    with open_store(str(graph)) as store:
        assert 0 < store.counts().nodes["Article"] < 3000
    run(*given, "/data")
    with open_store(str(graph)) as store:
        many.assert_whole(store, articles)

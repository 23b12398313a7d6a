"""docker-compose.yml: a server that comes up healthy, jobs into it, what is wrong told at once."""

import json
import os
import re
import secrets
import shlex
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import many
import neo4j_server
import pytest
from bases import ROOT, docker
from command import kg
from test_image import SOMEBODY, STATEMENTS, logs, write_many

from kg.store import open_store

PASSWORD = "correct horse".replace(" ", "-") + secrets.token_hex(4)


@dataclass
class Project:
    """The services of docker-compose.yml under a name of their own, on free ports."""

    folder: Path
    bolt: int = field(default_factory=neo4j_server.free_port)
    http: int = field(default_factory=neo4j_server.free_port)
    data: str = "./examples"

    def __post_init__(self) -> None:
        self.name = f"kg-test-{secrets.token_hex(4)}"
        self.set_password(PASSWORD)

    @property
    def secret(self) -> Path:
        """The file with the password, which only somebody may read."""
        return self.folder / "password"

    @property
    def url(self) -> str:
        """Where the server is for this machine."""
        return f"bolt://127.0.0.1:{self.bolt}"

    def set_password(self, password: str) -> None:
        """Write the file with the password."""
        self.secret.write_text(password + "\n")
        self.secret.chmod(0o600)
        os.chown(self.secret, SOMEBODY, SOMEBODY)

    def run(
        self, *arguments, check: bool = True, raw: bool = False, **given
    ) -> subprocess.CompletedProcess:
        """Run `docker compose` with arguments; what it prints is text, or bytes when `raw`."""
        settings = {
            "COMPOSE_PROJECT_NAME": self.name,
            "NEO4J_PASSWORD_FILE": str(self.secret),
            "NEO4J_BOLT_PORT": str(self.bolt),
            "NEO4J_HTTP_PORT": str(self.http),
            "NEO4J_HEAP": "512m",
            "NEO4J_PAGECACHE": "128m",
            "KG_USER": f"{SOMEBODY}:{SOMEBODY}",
            "KG_DATA": self.data,
            "KG_SOURCES": str(self.folder / "sources.toml"),
            "KG_EVERY": "2s",
        }
        command = ["docker", "compose", "--progress", "quiet", *map(str, arguments)]
        given |= {"cwd": ROOT, "env": os.environ | settings, "text": not raw}
        done = subprocess.run(command, capture_output=True, check=False, **given)
        assert not check or done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done

    def store(self):
        """Open the graph from this machine."""
        os.environ |= {"NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
        return open_store(self.url)

    def container(self, service: str) -> str:
        """Return the id of a service's container."""
        return self.run("ps", "-aq", service).stdout.strip()


@pytest.fixture(scope="module")
def project(image, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    folder.chmod(0o755)
    project = Project(folder)
    project.run("up", "-d", "--wait")
    yield project
    project.run("down", "-v", "--timeout", "5")


@pytest.fixture
def empty_project(project):
    project.store().close()  # signs in
    neo4j_server.empty(project.url)
    return project


@pytest.mark.parametrize(
    ("password", "said"),
    [("a/slash/in/it", "has a slash in it"), ("short", "has 5 characters"), ("", "has 0 char")],
)
def test_password_that_will_not_do_is_told_before_and_not_shown(image, tmp_path, password, said):
    tmp_path.chmod(0o755)
    project = Project(tmp_path)
    project.set_password(password)
    try:
        done = project.run("up", "-d", "--wait", check=False)
        assert done.returncode
        told = project.run("logs").stdout
        assert said in told
        assert not password or password not in told + done.stdout + done.stderr
    finally:
        project.run("down", "-v")


def test_job_makes_the_graph_that_a_file_has(empty_project, tmp_path):
    project = empty_project
    assert "10 new" in project.run("run", "--rm", "load", "/data").stdout
    status = project.run("run", "--rm", "load", "status", "--format", "json").stdout
    kg("load", ROOT / "examples/articles.jsonl", "--store", tmp_path / "file.graph")
    with open_store(str(tmp_path / "file.graph")) as file, project.store() as server:
        assert server.read(STATEMENTS).rows == file.read(STATEMENTS).rows != []
        assert server.counts() == file.counts()
        assert json.loads(status)["nodes"] == file.counts().nodes
    asked = project.run("run", "--rm", "load", "query", "threats", "--format", "json").stdout
    assert json.loads(asked)


@pytest.mark.parametrize("victim", ["load", "neo4j"])
def test_killed_in_the_middle_and_run_again(empty_project, victim):
    project, articles = empty_project, many.variants(2000)
    data = project.folder / "data"
    data.mkdir(exist_ok=True)
    write_many(data / "many.jsonl", 2000)
    project.data = str(data)
    name = f"{project.name}-job"
    job = ("load", "/data", "--batch-size", "150")
    project.run("run", "-d", "--name", name, "load", *job)
    with project.store() as store:
        deadline = time.monotonic() + 60
        while not store.counts().nodes.get("Article", 0) and time.monotonic() < deadline:
            time.sleep(0.1)
    if victim == "load":
        docker("kill", name)
    else:
        docker("kill", project.container("neo4j"))
        time.sleep(1)
        project.run("up", "-d", "--wait")
        assert docker("wait", name) == "0", docker("logs", name)
    with project.store() as store:
        assert store.counts().nodes["Article"] < 2000 or victim == "neo4j"
        docker("rm", "-f", name)
        project.run("run", "--rm", "load", "/data")
        many.assert_whole(store, articles)
    project.data = "./examples"


FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<title>Avisen</title>{}</channel></rss>"""
ITEM = """<item><title>Biden truer Iran</title><link>https://avisen.example/{0}</link>
<description>Joe Biden truer Iran med sanktioner for {0}. gang.</description></item>"""


def test_feeds_are_read_on_a_schedule_until_the_service_is_stopped(empty_project):
    project = empty_project
    pages = project.folder / "pages"
    pages.mkdir()
    pages.chmod(0o755)
    (pages / "feed.rss").write_text(FEED.format(ITEM.format(1)))
    source = '[[source]]\nfrom = "http://pages:8000/feed.rss"\nallow_private = ["pages"]\n'
    (project.folder / "sources.toml").write_text(source)
    network = ("--network", f"{project.name}_default", "--network-alias", "pages")
    serve = ("--entrypoint", "python", "kg:local", "-m", "http.server", "8000", "-d", "/pages")
    server = docker("run", "-d", *network, "-v", f"{pages}:/pages:ro", *serve)
    try:
        project.run("--profile", "feeds", "up", "-d", "feeds")
        with project.store() as store:
            wait_for_articles(store, 1)
            (pages / "feed.rss").write_text(FEED.format(ITEM.format(1) + ITEM.format(2)))
            wait_for_articles(store, 2)
        project.run("--profile", "feeds", "up", "-d", "--wait", "feeds")
        feeds = project.container("feeds")
        project.run("stop", "feeds")
        assert docker("inspect", "-f", "{{.State.ExitCode}}", feeds) == "0"
        assert all(json.loads(line)["event"] for line in logs(feeds).splitlines())
    finally:
        docker("rm", "-f", server)
        project.run("--profile", "feeds", "rm", "-fs", "feeds")


def wait_for_articles(store, count):
    """Return when so many are stored."""
    deadline = time.monotonic() + 120
    while store.counts().nodes.get("Article", 0) < count:
        assert time.monotonic() < deadline, "they never came"
        time.sleep(0.5)


def test_backup_and_restore_as_the_page_says(empty_project):
    """The commands of docs/operations.md, the second time into a server whose data is gone."""
    project = empty_project
    project.run("run", "--rm", "load", "/data")
    with project.store() as store:
        before, ids = store.counts(), store.read(STATEMENTS).rows
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    lines = re.findall(r"^docker compose (run .* database (?:dump|load) .*)$", page, re.MULTILINE)
    dump, load = (shlex.split(re.split(" [<>] ", line)[0]) for line in lines)
    project.run("stop", "neo4j")
    kept = project.run(*dump, raw=True).stdout
    project.run("down", "-v")
    project.run("up", "-d", "--wait")
    with project.store() as store:
        assert not store.counts().nodes
    project.run("stop", "neo4j")
    project.run(*load, raw=True, input=kept)
    project.run("up", "-d", "--wait")
    with project.store() as store:
        assert (store.counts(), store.read(STATEMENTS).rows) == (before, ids)


def test_bad_article_ends_the_job_once_and_tells(empty_project):
    project = empty_project
    data = project.folder / "bad"
    data.mkdir()
    (data / "bad.jsonl").write_text('{"text": "Det regner."}\n{"text": 3}\n')
    project.data = str(data)
    done = project.run("run", "--rm", "load", "/data", check=False)
    project.data = "./examples"
    assert done.returncode == 3
    assert "bad.jsonl:2" in done.stderr
    assert "1 new" in done.stdout


def test_folder_that_is_not_there_is_an_error_and_a_bare_name_a_folder(empty_project):
    project = empty_project
    project.data = "no-such-folder"
    done = project.run("run", "--rm", "load", "/data", check=False)
    project.data = "examples"
    assert done.returncode
    assert "no-such-folder" in done.stderr
    assert not (ROOT / "no-such-folder").exists()
    assert "10 new" in project.run("run", "--rm", "load", "/data").stdout
    project.data = "./examples"
    assert "no-such-folder" not in docker("volume", "ls", "-q")


def test_nothing_of_the_password_is_in_what_others_may_inspect(project):
    container = project.container("neo4j")
    assert PASSWORD not in docker("inspect", container)
    assert PASSWORD not in docker("logs", container)
    assert PASSWORD not in project.run("config").stdout


def test_containers_are_locked(project):
    config = json.loads(project.run("--profile", "load", "config", "--format", "json").stdout)
    load = config["services"]["load"]
    assert load["read_only"] is True
    assert load["cap_drop"] == ["ALL"]
    assert load["user"] == f"{SOMEBODY}:{SOMEBODY}"


def test_probe_of_health_starts_no_java(project):
    container = project.container("neo4j")
    docker("exec", container, "/bin/bash", "/kg/neo4j-health.sh")
    script = (ROOT / "docker/neo4j-health.sh").read_text("utf-8")
    assert not re.search(r"^[^#]*\b(java|cypher-shell)\b", script, re.MULTILINE)


def test_another_password_later_is_told(project):
    """The server keeps the one that it was made with."""
    project.set_password("another-password")
    project.run("restart", "neo4j")
    container, told = project.container("neo4j"), ""
    deadline = time.monotonic() + 90
    while "with another password" not in told and time.monotonic() < deadline:
        time.sleep(1)
        told = logs(container)
    project.set_password(PASSWORD)
    assert "The server was made with another password than the secret now holds" in told
    project.run("restart", "neo4j")
    project.run("up", "-d", "--wait")

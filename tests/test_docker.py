"""docker-compose.yml and Dockerfile, as far as they can be checked without a container engine.

`make docker` tests them in a real one.
"""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg import settings
from kg.cli import main
from kg.errors import UsageError
from kg.store import engine_of, open_store
from kg.store.address import SCHEMES

try:
    import tomllib
except ModuleNotFoundError:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
SECRET = "/run/secrets/neo4j_password"  # noqa: S105 - where it is, not what


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_server_is_pinned_and_keeps_its_data(compose):
    server = compose["services"]["neo4j"]
    assert re.fullmatch(r"neo4j:\d+\.\d+\.\d+-community", server["image"])
    volumes = dict(volume.split(":")[:2] for volume in server["volumes"])
    kept = {source for source, target in volumes.items() if target in {"/data", "/logs"}}
    assert kept == set(compose["volumes"]) - {"feeds_state"}
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])


def test_scripts_that_services_run_are_there(compose):
    for service in compose["services"].values():
        for word in (
            *service.get("entrypoint", ()),
            *service.get("healthcheck", {}).get("test", ()),
        ):
            if word.startswith("/kg/"):
                assert (ROOT / "docker" / word.removeprefix("/kg/")).is_file()


def test_password_is_a_secret_from_a_file_and_in_no_environment(compose):
    (secret,) = compose["secrets"].values()
    assert set(secret) == {"file"}
    for service in compose["services"].values():
        assert service["secrets"] == ["neo4j_password"]
        assert not any(
            "PASSWORD" in name and not name.endswith("_FILE")
            for name in service.get("environment", ())
        )


def test_load_service_waits_for_the_server_and_runs_a_command_that_exists(
    compose, monkeypatch, tmp_path
):
    load = compose["services"]["load"]
    assert load["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert engine_of(load["environment"]["KG_STORE"]) == "neo4j"
    assert load["environment"]["NEO4J_PASSWORD_FILE"] == SECRET
    assert CliRunner().invoke(main, [load["command"][0], "--help"]).exit_code == 0
    secret = tmp_path / "secret"
    secret.write_text("from-a-file\n", "utf-8")
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(secret))
    assert settings.neo4j_auth() == ("neo4j", "from-a-file")


def test_secret_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(
        UsageError, match=r"none, which user \d+ cannot read .*is the secret mounted"
    ):
        settings.neo4j_auth()


def test_graph_in_a_file_must_be_mounted_where_the_image_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("KG_STORE_MOUNTED", "1")
    folders = [tmp_path, *map(Path, ("/dev/shm", "/"))]  # noqa: S108
    mounted = [
        folder.is_dir() and folder.stat().st_dev != Path("/").stat().st_dev for folder in folders
    ]
    assert mounted[2] is False
    with pytest.raises(UsageError, match="would go with the container: mount a volume"):
        open_store("/kg.graph")
    for folder in (f for f, m in zip(folders, mounted, strict=True) if m):
        open_store(str(folder / "never-made.graph")).close()


def test_image_is_pinned_and_runs_as_nobody_special():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    bases = {line for line in lines if line.startswith("FROM python")}
    assert len({base.split()[1] for base in bases}) == 1
    assert all(re.match(r"FROM python:3\.\d+\.\d+-slim-\w+", base) for base in bases)
    assert "USER 10001:10001" in lines
    copied = {
        word
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
        if not word.startswith("--")
    }
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_every_dependency_is_pinned_in_the_image_at_a_version_that_fits():
    text = (ROOT / "docker/requirements.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["neo4j"]]
    there = {"python_version": "3.13"}
    requirements = map(Requirement, wanted)
    for requirement in (r for r in requirements if not r.marker or r.marker.evaluate(there)):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not pinned: run `make pins`"
        assert version in requirement.specifier, f"{requirement} is {version}: run `make pins`"


def test_documentation_names_what_is_there(compose):
    text = (ROOT / "docs/neo4j.md").read_text("utf-8")
    assert compose["services"]["neo4j"]["image"] in text
    assert all(f"{scheme}://" in text for scheme in SCHEMES)
    for name in (
        "KG_STORE",
        "KG_USER",
        "KG_DATA",
        "NEO4J_USERNAME",
        "NEO4J_PASSWORD",
        "NEO4J_PASSWORD_FILE",
        "NEO4J_DATABASE",
        "--writers",
        "--wait",
    ):
        assert name in text

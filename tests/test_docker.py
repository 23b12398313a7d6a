"""docker-compose.yml and Dockerfile, as far as they can be checked without a container engine."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from kg import settings
from kg.cli import main
from kg.store import engine_of
from kg.store.address import SCHEMES

ROOT = Path(__file__).parents[1]
SECRET = "/run/secrets/neo4j_password"  # noqa: S105 - where it is, not what


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_server_is_pinned_healthy_over_bolt_and_keeps_its_data(compose):
    server = compose["services"]["neo4j"]
    assert re.fullmatch(r"neo4j:\d+\.\d+\.\d+-community", server["image"])
    kind, probe = server["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "cypher-shell -a bolt://localhost:7687" in probe
    kept = {
        target: source for source, target in (volume.split(":") for volume in server["volumes"])
    }
    assert set(kept) == {"/data", "/logs"}
    assert set(kept.values()) <= set(compose["volumes"])
    assert "NEO4J_server_memory_heap_max__size" in server["environment"]
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])


def test_password_is_a_secret_and_in_no_environment_or_command(compose):
    assert compose["secrets"] == {"neo4j_password": {"environment": "NEO4J_PASSWORD"}}
    for service in compose["services"].values():
        assert service["secrets"] == ["neo4j_password"]
        assert not any(
            "PASSWORD" in name and not name.endswith("_FILE") for name in service["environment"]
        )
    # A dollar that the container's shell is to see is doubled.
    shell = compose["services"]["neo4j"]["entrypoint"][-1].replace("$$", "$")
    assert shlex.split(shell)[0] == f"NEO4J_AUTH=neo4j/$(cat {SECRET})"


def test_load_service_waits_for_the_server_and_runs_a_command_that_exists(
    compose, monkeypatch, tmp_path
):
    load = compose["services"]["load"]
    assert load["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert load["profiles"] == ["load"]
    assert engine_of(load["environment"]["KG_STORE"]) == "neo4j"
    assert load["environment"]["NEO4J_PASSWORD_FILE"] == SECRET
    program, *arguments = load["entrypoint"]
    assert program == "kg"
    assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0
    secret = tmp_path / "secret"
    secret.write_text("from-a-file\n", "utf-8")
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(secret))
    assert settings.neo4j_auth() == ("neo4j", "from-a-file")


def test_image_is_pinned_and_runs_as_nobody_special():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    bases = [line for line in lines if line.startswith("FROM ")]
    assert len(bases) == 2
    assert all(re.match(r"FROM python:3\.12\.\d+-slim-bookworm", base) for base in bases)
    final = lines[lines.index(bases[-1]) :]
    assert "USER kg" in final
    assert 'ENTRYPOINT ["kg"]' in final
    copied = {
        word
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    }
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_documentation_names_what_is_there(compose):
    text = (ROOT / "docs/neo4j.md").read_text("utf-8")
    assert compose["services"]["neo4j"]["image"] in text
    assert all(f"{scheme}://" in text for scheme in SCHEMES)
    for name in (
        "KG_STORE",
        "NEO4J_USERNAME",
        "NEO4J_PASSWORD",
        "NEO4J_PASSWORD_FILE",
        "NEO4J_DATABASE",
        "--writers",
        "--wait",
    ):
        assert name in text

"""Examples of schedules are what their programs take; the page of operations says what is so."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import kubernetes_validate
import pytest
import yaml

from kg.cli import main
from kg.errors import RecordError
from kg.store.embedded import faults as of_files
from kg.store.neo4j import faults as of_servers

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples/operations"
PAGE = (ROOT / "docs/operations.md").read_text("utf-8")


def need(program):
    """Return the program's path; without it the test is skipped, and with CI set it fails."""
    if path := shutil.which(program):
        return path
    return pytest.fail(f"no {program}") if os.environ.get("CI") else pytest.skip(f"no {program}")


def test_crontab_is_taken_by_cron(tmp_path):
    crontab = need("crontab")
    done = subprocess.run([crontab, "-n", EXAMPLES / "crontab"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    broken = tmp_path / "crontab"
    broken.write_text((EXAMPLES / "crontab").read_text("utf-8").replace("15 5", "15 25"))
    assert subprocess.run([crontab, "-n", broken], capture_output=True, check=False).returncode


def units(folder, **changes):
    """Copy the units, with a `kg` that is there; return their paths."""
    for file in (*EXAMPLES.glob("*.service"), *EXAMPLES.glob("*.timer")):
        text = file.read_text("utf-8").replace("/usr/local/bin/kg", sys.executable)
        for old, new in changes.items():
            text = text.replace(old, new)
        (folder / file.name).write_text(text.replace("User=kg\n", ""))
    return sorted(folder.iterdir())


def verify(paths):
    command = [need("systemd-analyze"), "verify", "--man=no", *paths]
    environment = os.environ | {"SYSTEMD_UNIT_PATH": f"{paths[0].parent}:"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_units_are_taken_by_systemd(tmp_path):
    done = verify(units(tmp_path))
    assert (done.returncode, [line for line in done.stderr.splitlines() if "kg-" in line]) == (
        0,
        [],
    )


def test_broken_unit_is_not(tmp_path):
    said = verify(units(tmp_path, OnCalendar="OnCalender")).stderr
    assert "OnCalender" in said


def test_cron_job_is_taken_by_kubernetes():
    text = (EXAMPLES / "kubernetes.yaml").read_text("utf-8")
    kubernetes_validate.validate(yaml.safe_load(text), "1.30", strict=True)
    broken = yaml.safe_load(text.replace("restartPolicy", "restartPolice"))
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, "1.30", strict=True)


def commands():
    """Yield every command line of kg in the examples, as its words."""
    lines = re.findall(
        r"\bkg (load .*?)(?: >>.*)?$", (EXAMPLES / "crontab").read_text(), re.MULTILINE
    )
    for unit in EXAMPLES.glob("*.service"):
        lines += re.findall(r"^ExecStart=\S+ (.*)$", unit.read_text(), re.MULTILINE)
    yield from map(shlex.split, lines)
    job = yaml.safe_load((EXAMPLES / "kubernetes.yaml").read_text("utf-8"))
    (container,) = job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    yield container["args"]
    for service in ("load", "feeds"):
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
        yield [
            re.sub(r"\$\{\w+:-(.*?)\}", r"\1", w) for w in compose["services"][service]["command"]
        ]


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_commands_of_the_examples_are_ones_of_kg(words):
    parent = click.Context(main, **main.context_settings)
    command = main.get_command(parent, words[0])
    command.make_context(words[0], words[1:], parent)


def test_job_that_left_something_out_is_not_tried_again():
    job = yaml.safe_load((EXAMPLES / "kubernetes.yaml").read_text("utf-8"))
    (rule,) = job["spec"]["jobTemplate"]["spec"]["podFailurePolicy"]["rules"]
    assert rule["action"] == "FailJob"
    assert RecordError.exit_code in rule["onExitCodes"]["values"]
    assert (
        f"SuccessExitStatus={RecordError.exit_code}" in (EXAMPLES / "kg-load.service").read_text()
    )


def advice():
    """Yield what kg says of each fault of a file or a server, up to what it fills in."""
    for said in (*of_files._DISK.values(), *of_servers._ADVICE.values()):  # noqa: SLF001
        yield re.split(r"\{|:|\(|,|;", said.replace("user {user} has", "has"))[0].strip()


@pytest.mark.parametrize("said", sorted(set(advice())))
def test_every_fault_is_in_the_runbook(said):
    assert said in " ".join(PAGE.split())


def test_what_the_runbook_quotes_is_what_kg_says():
    source = " ".join(
        " ".join(re.sub(r'"\s*\n\s*f?"', "", p.read_text("utf-8")).split())
        for p in (*(ROOT / "kg").rglob("*.py"), *(ROOT / "docker").glob("*.sh"))
    )
    runbook = PAGE.split("## Runbook", 1)[1]
    rows = re.findall(r"^\| (`.*?) \| ", runbook, re.MULTILINE)
    quoted = [words for row in rows for words in re.findall(r"`([^`]+)`", row)]
    assert len(quoted) > 50
    for words in quoted:
        for part in re.split(r"\s*\.\.\.\s*", words):
            assert part.strip() in source, part


def test_page_names_what_is_there(monkeypatch):
    for path in EXAMPLES.iterdir():
        assert f"examples/operations/{path.name}" in PAGE
    for name in ("KG_USER", "KG_DATA", "KG_SOURCES", "KG_EVERY", "KG_HEALTHY_MINUTES"):
        assert name in PAGE
        assert f"${{{name}" in (ROOT / "docker-compose.yml").read_text("utf-8")

"""The command as a whole: what it imports, exit codes, broken pipes."""

import subprocess
import sys

import click
import pytest
from command import kg, one_line

from kg import __version__
from kg.cli import COMMANDS, Commands, main
from kg.errors import KgError, RecordError, RunError, StoreBusy, StoreError, UsageError

HEAVY = (
    "kglite",
    "matplotlib",
    "mcp",
    "neo4j",
    "networkx",
    "numpy",
    "prompt_toolkit",
    "ray",
    "rich",
    "spacy",
    "starlette",
    "uvicorn",
)


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from click.testing import CliRunner; from kg.cli import main; r = "
        "CliRunner().invoke(main, ['--help']); assert r.exit_code == 0, r; print([m for m in "
        f"{HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_version_is_the_package_version():
    assert kg("--version").stdout == f"kg, version {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_command_has_a_phrase_and_an_example(command):
    text = kg(command, "--help").stdout
    assert (
        f"kg {command} " in text.split("Usage:", 1)[1].split("\n", 1)[1]
        or f"kg {command}\n" in text
    )
    assert not main.get_command(click.Context(main), command).help.splitlines()[0].endswith(".")


def test_unknown_command_is_refused():
    result = kg("lode")
    assert result.exit_code == 2
    assert "lode" in result.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError, 2),
        (RecordError, 3),
        (StoreError, 1),
        (StoreBusy, 1),
        (RunError, 1),
        (KgError, 1),
        (PermissionError, 1),
        (KeyboardInterrupt, 130),
    ],
)
def test_error_is_one_line_and_an_exit_code(error, code):
    from click.testing import CliRunner

    @click.group(cls=Commands, invoke_without_command=True)
    def failing():
        raise error("it went\nwrong")

    result = CliRunner().invoke(failing, [], catch_exceptions=False)
    assert result.exit_code == code
    assert one_line(result).startswith("kg: ")
    assert result.stdout == ""


def test_closed_pipe_is_no_error(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "paragraphs": ["en"], "entities": [], "roles": [], "statements": []}\n'
        * 20_000,
        "utf-8",
    )
    command = (
        f"'{sys.executable}' -c 'from kg.cli import main; main()' annotate '{tmp_path}/a.jsonl' | "
        "head -n 1; exit ${PIPESTATUS[0]}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)

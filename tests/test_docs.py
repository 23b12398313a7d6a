"""The documents say what the program does."""

import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest
from command import kg

from kg import catalogue
from kg.cli import COMMANDS, main
from kg.model import PREDICATES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_documents_are_fresh():
    assert generator().stale() == [], "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_options_are_documented(name):
    command = main.get_command(click.Context(main), name)
    text = (
        (ROOT / "docs" / "cli.md")
        .read_text("utf-8")
        .split(f"## kg {name}\n", 1)[1]
        .split("\n## ", 1)[0]
    )
    assert command.help.splitlines()[0] in text
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"
            assert max(parameter.opts, key=len) in text


def test_every_query_is_documented():
    text = (ROOT / "docs" / "queries.md").read_text("utf-8")
    assert all(f"## {name}\n" in text for name in catalogue.load())


def test_links_lead_somewhere():
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8")):
            assert "://" in target or (document.parent / target).exists(), (
                f"{document.name}: {target}"
            )


def test_readme_counts_the_predicates():
    assert f"{len(PREDICATES)} kinds of statements" in README


def test_documents_count_the_questions():
    number = len(catalogue.shipped())
    assert f"(docs/queries.md) of {number} or your own" in README
    assert f"{number} tools would take" in (ROOT / "docs" / "mcp.md").read_text("utf-8")


@pytest.mark.model
def test_sources_transcripts_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    text = (ROOT / "docs" / "sources.md").read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    steps = re.split(r"^\$ ", "\n".join(blocks), flags=re.MULTILINE)[1:]
    for step in steps:
        line, _, shown = step.partition("\n")
        command, *arguments = shlex.split(line)
        if command == "cat":
            Path(arguments[0]).write_text(shown, "utf-8")
            continue
        quiet = [] if arguments[0] == "query" else ["--quiet"]
        result = kg(*arguments, *quiet)
        said = re.sub(r", [\d.]+ seconds", "", result.stderr + result.stdout)
        assert (result.exit_code, _words(said)) == (0, _words(shown)), line


@pytest.mark.model
def test_readme_transcript_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    transcript = re.search(r"```console\n(\$ cat.*?)```", README, re.DOTALL)[1]
    steps = [
        step.partition("\n") for step in re.split(r"^\$ ", transcript, flags=re.MULTILINE) if step
    ]
    (cat, _, text), *rest = steps
    (tmp_path / cat.split()[1]).write_text(text, "utf-8")
    for line, _, shown in rest:
        result = kg(
            *shlex.split(line, comments=True)[1:],
            *(["--width", "100"] if " query " in line else []),
        )
        assert result.exit_code == 0, result.stderr
        assert _words(result.stdout) == _words(shown)


def _words(text):
    """Return the words of a printed table.

    Its rules are left out, and times, which differ from run to run.
    """
    return re.sub(r"─+|[\d.]+ seconds", "", text).split()

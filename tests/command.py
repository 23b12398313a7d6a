"""The `kg` command, run in this process, and the files its tests load."""

import fixture
from click.testing import CliRunner, Result

from kg.cli import main
from kg.stream import annotated_line


def kg(*arguments, given: str | bytes | None = None) -> Result:
    """Run `kg` with arguments and standard input; an unexpected exception is raised."""
    return CliRunner().invoke(
        main, [str(a) for a in arguments], input=given, catch_exceptions=False
    )


def one_line(result: Result) -> str:
    """Return what was said on standard error, which must be one line."""
    said = result.stderr.splitlines()
    assert len(said) == 1, result.stderr
    return said[0]


def write_annotated(path):
    """Write the fixture graph's articles as `kg annotate` would, and return the path."""
    path.write_text(
        "".join(annotated_line(a) for a in fixture.articles()),
        "utf-8",
    )
    return path

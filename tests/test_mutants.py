"""A few hundred broken files of every kind; `python tests/mutants.py 10000` reads many more."""

import json

import mutants
import pytest

from kg.errors import RecordError
from kg.sources import read

FILES = mutants.originals()


@pytest.mark.parametrize("first", range(0, 300, 25))
def test_broken_files_are_read_or_told(tmp_path, first):
    for number in range(first, first + 25):
        name, done, content = mutants.mutant(number, FILES)
        path = tmp_path / name
        path.write_bytes(content)
        try:
            mutants.check(path)
        except AssertionError as error:
            pytest.fail(f"mutant {number} ({name}, {done}): {error}")


@pytest.mark.parametrize("name", mutants.BOMBS)
def test_bombs_are_refused(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(mutants.BOMBS[name]())
    assert mutants.check(path) == {"error": 1}


def test_sound_files_are_read(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
        assert mutants.check(tmp_path / name)["error"] == 0, name


@pytest.mark.parametrize("first", range(0, 120, 30))
def test_neighbours_of_a_broken_line_are_kept(tmp_path, first):
    good = [json.dumps({"id": n, "text": "Byrådet taler."}).encode() for n in range(4)]
    for number in range(first, first + 30):
        name, done, content = mutants.mutant(number, {"a.jsonl": good[0]})
        broken = content.replace(b"\n", b" ").replace(b"\r", b" ")
        path = tmp_path / name
        path.write_bytes(b"\n".join((good[1], broken, good[2], good[3])))
        items = [i for i in read(str(path), encoding="utf-8") if not isinstance(i, RecordError)]
        kept = [item.id for item in items]
        assert [*kept[:1], *kept[-2:]] == ["1", "2", "3"], f"mutant {number} ({done})"

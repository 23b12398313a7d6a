"""Where results go: devices and pipes are written to, files are replaced whole."""

import gzip
import os
import stat
import threading
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.output import open_output


def write(path, text="nyt\n"):
    with open_output(str(path)) as file:
        file.write(text)


def test_device_is_written_to_and_stays():
    before = Path("/dev/null").stat()
    write("/dev/null")
    after = Path("/dev/null").stat()
    assert stat.S_ISCHR(after.st_mode)
    assert (after.st_ino, after.st_rdev) == (before.st_ino, before.st_rdev)


def test_pipe_is_written_to_and_stays(tmp_path):
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    write(pipe)
    reader.join(10)
    assert got == ["nyt\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("there", [True, False])
def test_link_stays_and_leads_to_what_was_written(tmp_path, there):
    target, link = tmp_path / "a" / "b.txt", tmp_path / "link"
    target.parent.mkdir()
    if there:
        target.write_text("gammelt", "utf-8")
    link.symlink_to("a/b.txt")
    write(link)
    assert link.is_symlink()
    assert target.read_text("utf-8") == "nyt\n"


def test_file_keeps_its_mode(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("gammelt", "utf-8")
    path.chmod(0o640)
    write(path)
    assert (stat.S_IMODE(path.stat().st_mode), path.read_text("utf-8")) == (0o640, "nyt\n")


def test_file_stays_as_it_was_when_writing_fails(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("gammelt", "utf-8")
    with pytest.raises(TypeError), open_output(str(path)) as file:
        file.writelines(["halvt", None])
    assert [(p.name, p.read_text("utf-8")) for p in tmp_path.iterdir()] == [("a.txt", "gammelt")]


def test_suffix_zips(tmp_path):
    write(tmp_path / "a.txt.gz")
    assert gzip.decompress((tmp_path / "a.txt.gz").read_bytes()) == b"nyt\n"


@pytest.mark.parametrize("name", ["folder", "nowhere/a.txt"])
def test_place_that_cannot_be_written_is_told(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / name)

"""Folders, patterns, archives, links, standard input: what is found, and what is told."""

import gzip
import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from kg.errors import RecordError
from kg.sources import read


def texts(path):
    return [str(i) if isinstance(i, RecordError) else i.text for i in read(str(path))]


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return path


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "2024" / "05").mkdir(parents=True)
    for name in ("2024/05/b.txt", "2024/a.txt", "c.txt", "2024/x.html"):
        page = "<html><body><p>{}</p></body></html>" if name.endswith("l") else "{}"
        (tmp_path / name).write_text(page.format(name))
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["c.txt"]),
        ("**/*.txt", ["2024/05/b.txt", "2024/a.txt", "c.txt"]),
        ("20[0-9]*", ["2024/05/b.txt", "2024/a.txt", "2024/x.html"]),
        ("2024/?.txt", ["2024/a.txt"]),
    ],
)
def test_pattern_names_files_and_folders(folder, pattern, found):
    assert texts(folder / pattern) == found


def test_pattern_without_a_file_is_told(folder):
    (said,) = texts(folder / "*.csv")
    assert said.endswith("*.csv: no file of such a name; a pattern is as in *.xml or **/*.txt")


def test_file_whose_name_looks_like_a_pattern_is_read(tmp_path):
    (tmp_path / "a[1].txt").write_text("en")
    assert texts(tmp_path / "a[1].txt") == ["en"]


def test_other_files_of_a_folder_are_told_and_hidden_ones_are_not(folder, caplog):
    for name in ("a.png", "b.png", "LAESMIG", ".DS_Store"):
        (folder / name).write_text("")
    assert len(texts(folder)) == 4
    assert caplog.messages == [
        f"{folder}: files of other kinds are passed over (2 .png, 1 without an ending)"
    ]


def test_links_are_followed_once_and_those_that_lead_nowhere_are_told(folder):
    (folder / "0").symlink_to(folder)
    (folder / "d.txt").symlink_to(folder / "gone.txt")
    said = texts(folder)
    assert said == [
        "2024/05/b.txt",
        "2024/a.txt",
        "2024/x.html",
        "c.txt",
        f"{folder / 'd.txt'}: link that leads nowhere",
    ]


def test_folder_that_cannot_be_opened_is_told():
    root = os.geteuid() == 0  # who may open every folder, and must be somebody else for a moment
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text("en")
        (Path(folder) / "b").mkdir(mode=0)
        Path(folder).chmod(0o755)
        os.seteuid(65534 if root else os.geteuid())
        try:
            assert texts(folder) == ["en", f"{folder}/b: Permission denied"]
        finally:
            os.seteuid(0 if root else os.geteuid())


def test_archive_is_read_like_a_folder(tmp_path, caplog):
    path = zipped(
        tmp_path / "a.zip",
        b_txt="to",
        a_jsonl='{"text": "en"}',
        c_txt_gz=gzip.compress(b"tre"),
        d_zip=b"PK",
        e_png=b"",
    )
    assert texts(path) == [
        "en",
        "to",
        "tre",
        f"{path}/d.zip: an archive within an archive; unpack it and give the files",
    ]
    assert caplog.messages == [f"{path}: files of other kinds are passed over (1 .png)"]


def test_damaged_part_of_an_archive_costs_only_itself(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, f"tekst {name}")
    path.write_bytes(path.read_bytes().replace(b"tekst b.txt", b"tekst x.txt"))
    assert texts(path) == [
        "tekst a.txt",
        f"{path}/b.txt: not whole in its archive (Bad CRC-32 for file 'b.txt'); make it anew",
        "tekst c.txt",
    ]


def test_half_an_archive_is_told(tmp_path):
    path = zipped(tmp_path / "a.zip", a_txt="en" * 500)
    path.write_bytes(path.read_bytes()[:-30])
    (said,) = texts(path)
    assert said.startswith(f"{path}: not a whole zip archive (")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.zip"])
def test_bomb_is_refused_before_it_fills_the_memory(tmp_path, name):
    content = bytes(100 * 2**20)
    if name.endswith(".gz"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(content, 9))
    else:
        path = zipped(tmp_path / name, a_jsonl=content)
    (said,) = texts(path)
    assert "of text" in said or "binary" in said or "unpacks to more than 200 times" in said


def test_document_larger_than_any_article_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    (said,) = texts(path)
    assert "a.txt: larger than 64 MB, which no article is; split it" in said


def test_line_longer_than_any_article_costs_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "en"}\n{"text": "' + "a" * 17_000_000 + '"}\n{"text": "to"}\n')
    first, error, last = texts(path)
    assert (first, last) == ("en", "to")
    assert error.startswith(f"{path}:2: longer than 16 million characters")


FEED = "<rss version='2.0'><channel><item><title>En</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (FEED.encode(), ["En"]),
        (gzip.compress(FEED.encode(), mtime=0), ["En"]),
        (b'<?xml version="1.0"?><nitf><body><body.content>En</body.content></body></nitf>', ["En"]),
        (b"<!DOCTYPE html><html><body><p>En</p></body></html>", ["En"]),
        (b'{\n "text": "En"\n}', ["En"]),
        (b'[{"text": "En"}, {"text": "To"}]', ["En", "To"]),
        (b"<p>En</p>", ["<p>En</p>"]),
    ],
)
def test_standard_input_is_read_as_it_looks(monkeypatch, content, found):
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content)))
    monkeypatch.setattr(sys, "stdin", stream)
    assert texts("-") == found


def test_archive_through_standard_input_is_read(monkeypatch, tmp_path):
    content = zipped(tmp_path / "a.zip", a_txt="en", b_txt="to").read_bytes()
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content)))
    monkeypatch.setattr(sys, "stdin", stream)
    assert texts("-") == ["en", "to"]


def test_content_tells_which_xml_a_file_holds(tmp_path):
    (tmp_path / "a.xml").write_text(FEED)
    (tmp_path / "b.xml").write_text("<!-- x --><html><body><p>To</p></body></html>")
    (tmp_path / "c.data").write_text(FEED)
    assert texts(tmp_path / "a.xml") == ["En"]
    assert texts(tmp_path / "b.xml") == ["To"]
    assert texts(tmp_path / "c.data") == ["En"]

# ruff: noqa: T201
"""Files of every kind that something went wrong with, and what reading them must never do.

Made from a seed, so that each can be made again: `python tests/mutants.py 10000` reads that many,
`python tests/mutants.py 1 --first 4711` number 4711 alone.
"""

import argparse
import gzip
import io
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from cost import computing_at_most

from kg.errors import RecordError
from kg.model import Annotated, Article
from kg.sources import read

FILES = Path(__file__).parent / "sources"
#: Seconds of computing that a small file may take, the loading of libraries among them.
SLOWEST = 10
_TEXT = (
    "Byrådet i Odense vil lukke tre skoler, og det får forældre til at true med retten.\n\n"
    "- Vi giver ikke op, siger Eva Dam.\n\n/ritzau/\n"
)
_RECORD = {"id": "a1", "title": "Skoler", "published": "2024-05-09T22:30:00Z", "text": _TEXT}


def _csv():
    return "id;title;published;text\n" + "".join(
        f'{n};Skoler;09-05-2024;"{_TEXT}"\n' for n in range(5)
    )


def _parquet():
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([_RECORD] * 5), out)
    return out.getvalue()


def _zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("dr.rss", "ntb.xml", "ninjs1.json"):
            archive.write(FILES / name, name)
        archive.writestr("a.txt", _TEXT)
    return out.getvalue()


def originals():
    """Return the sound files, by name."""
    files = {path.name: path.read_bytes() for path in sorted(FILES.iterdir())}
    del files["README.md"]
    lines = "".join(json.dumps({**_RECORD, "id": n}) + "\n" for n in range(5))
    return files | {
        "a.txt": _TEXT.encode(),
        "b.txt": _TEXT.encode("utf-16"),
        "a.jsonl": lines.encode(),
        "a.json": json.dumps([_RECORD] * 3).encode(),
        "a.csv": _csv().encode("cp1252"),
        "a.parquet": _parquet(),
        "a.zip": _zip(),
        "a.jsonl.gz": gzip.compress(lines.encode()),
    }


def _flip(content, chance):
    content = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _cut(content, chance):
    return content[: chance.randrange(len(content) + 1)]


def _lose(content, chance):
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def _repeat(content, chance):
    start = chance.randrange(len(content))
    part = content[start : start + chance.randrange(1, 60)]
    return content[:start] + part * chance.choice((2, 100, 3000)) + content[start:]


def _insert(*choices):
    def insert(content, chance):
        at = chance.randrange(len(content) + 1)
        return content[:at] + chance.choice(choices) + content[at:]

    return insert


def _number(content, chance):
    digits = [i for i, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits:
        return content
    at = chance.choice(digits)
    new = chance.choice((b"9" * 5000, b"1e999", b"-0", b"NaN", b"9" * 19, b"1e-999", b"0x10"))
    return content[:at] + new + content[at + 1 :]


def _noise(content, chance):
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.randrange(1, 500)) + content[at:]


def _other_encoding(content, chance):
    text = content.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("utf-16", "utf-32", "utf-16-be", "cp865", "utf-7")), "replace"
    )


def _twice(content, chance):
    return content.decode("latin-1").encode()


_BOMB = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 15))
_DOCTYPE = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + _BOMB + b"]>"
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a14 SYSTEM "file:///etc/passwd">]>'


def _entities(content, chance):
    start = max(content.find(b"?>") + 2, 0) if content.startswith(b"<?xml") else 0
    middle = len(content) // 2
    end = content.find(b">", middle) + 1 or middle
    doctype = chance.choice((_DOCTYPE, _OUTSIDE))
    return content[:start] + doctype + content[start:end] + b"&a14;" + content[end:]


#: What can go wrong with a file, each with its name.
MUTATIONS = {
    "flip": _flip,
    "cut": _cut,
    "lose": _lose,
    "repeat": _repeat,
    "noise": _noise,
    "nest": _insert(b"[" * 50_000, b"<b>" * 30_000, b'{"a":' * 20_000, b"(" * 9_000, b"<" * 9_000),
    "number": _number,
    "surrogate": _insert(
        b"\xed\xa0\x80", b"\\ud800", b"&#xD800;", b"\xff\xfe", b"\xf8\x88\x80\x80"
    ),
    "control": _insert(b"\0", b"\x0b", b"\x1b", b"\r", b"\xe2\x80\xa8", b"\x1a" * 9),
    "quote": _insert(b'"', b"'", b"<!--", b"]]>", b"<![CDATA[", b"&", b";" * 40, b"<script>"),
    "encoding": _other_encoding,
    "twice": _twice,
    "entities": _entities,
    "long": _insert(
        b"a" * 300_000, b"\xc3\xa5" * 99_000, b" " * 300_000, b"\n" * 99_000, b"-" * 99_000
    ),
}
#: What no seed is needed for: bombs.
BOMBS = {
    "bomb.jsonl.gz": lambda: gzip.compress(bytes(200 * 2**20), 9),
    "bomb.zip": lambda: _zipped("a.txt", b"a" * (200 * 2**20)),
    "bombs.zip": lambda: _zipped("a.zip", _zipped("a.txt", b"a" * 2**20)),
    "empty.zip": lambda: _zipped("a.png", b""),
}


def _zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def mutant(number, files):
    """Return the name, what was done and the content of the mutant of this number."""
    chance = random.Random(number)  # noqa: S311 - the same each time
    name = chance.choice(sorted(files))
    done, content = [], files[name]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        kind = chance.choice(sorted(MUTATIONS))
        content = MUTATIONS[kind](content, chance) or b"\n"
        done.append(kind)
    return name, "+".join(done), content


def check(path):
    """Read a file as any other; return what came out of it. Raises what must not happen."""
    with computing_at_most(SLOWEST):
        return Counter(map(_checked, read(str(path))))


def _checked(item):
    if isinstance(item, RecordError):
        said = str(item)
        assert "\n" not in said, said
        assert len(said) < 1500, said[:300]
        said.encode()
        assert ";" in said or "expected" in said or ": " in said, said
        return "error"
    article = item.article if isinstance(item, Annotated) else item
    assert isinstance(article, Article)
    assert article.paragraphs
    assert all(isinstance(p, str) and p.strip() for p in article.paragraphs)
    json.dumps([article.id, article.text, article.title, article.outlet, article.url]).encode()
    article.text.encode()
    return "article"


def main():
    """Read mutants by their numbers and tell what became of them; exit 1 when one did harm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    logging.getLogger("kg").setLevel(logging.CRITICAL)
    files, became, slow, harm = originals(), Counter(), [], 0
    for number in range(options.first, options.first + options.count):
        name, done, content = mutant(number, files)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(content)
            begun = time.process_time()
            try:
                became += check(path)
            except BaseException as error:
                harm += 1
                print(f"{number} {name} {done}: {type(error).__name__}: {str(error)[:300]}")
                if isinstance(error, KeyboardInterrupt):
                    raise
            slow.append((time.process_time() - begun, number, name, done))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{options.count} read: {dict(became)}, {harm} did harm, {peak} MB at most")
    print(
        "slowest:",
        *[f"{s:.2f}s {n} {name} {done}" for s, n, name, done in sorted(slow)[-5:]],
        sep="\n",
    )
    sys.exit(bool(harm))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONFAULTHANDLER", "1")
    main()

"""Rows of examples: a short text and what is found in it, one line for each thing found.

A file is a table parted by tabs, with the columns of one of three kinds of rows:

    text  who     predicate  target  form  said  more       statements, in the order of their cues
    text  surface entity     how     also                   mentions, in the order of the text
    text  person  title      of                             roles, in the order of the text

A row without a text goes on about the text above; all that is found is there, once. Paragraphs are
parted by " ¶ ". "-" stands for nothing: alone in the second column, for a text in which nothing is
found. `also` are the further names of an entity. An empty field is not compared. `more` holds
further fields of a statement as "negated=yes; day=2024-05-09 (i går); about=Gaza, Iran; by=Norge;
modality=planned; cue=har truet". Lines that begin with "#" say what the rows below them are for. In
a text "[PER Ida Bo]" is a name that the recogniser is taken to have found, with its label; where
one is given, no other was. `tests/trees.py` tells how a text is given a tree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.errors import RunError
from kg.language.pipeline import read
from kg.model import Annotated, Article, Statement
from kg.sources.normalise import CleanText, clean_text
from tests.trees import read_trees

FOLDER = Path(kg.language.__file__).parent / "da/examples"

#: The columns after the text, by kind of rows.
COLUMNS = {
    "statements": ("who", "predicate", "target", "form", "said", "more"),
    "mentions": ("surface", "entity", "how", "also"),
    "roles": ("person", "title", "of"),
}
NOTHING = "-"
PARAGRAPH = " ¶ "
#: The day on which the texts were published: a Friday.
PUBLISHED = "2024-05-10"
_GIVEN = re.compile(r"\[([A-Z]+) ([^]]+)\]")
#: The id of a person of whom only one name is known ends in "?" and digits of its article's id.
_OPEN = re.compile(r"\?[0-9a-f]+$")
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the rows that are found in it; `where` is the file and line it begins at."""

    where: str
    kind: str
    text: str
    rows: tuple[Row, ...]

    @property
    def article(self) -> Article:
        """Return the text as an article."""
        text = _GIVEN.sub(r"\2", self.text)
        return Article("example", tuple(text.split(PARAGRAPH)), published=PUBLISHED)

    @property
    def clean(self) -> CleanText:
        """Return the text as it is read."""
        return clean_text(self.article.paragraphs)

    def given_names(self, paragraph: int) -> list[tuple[int, int, str]] | None:
        """Return start, end and label of the names given in a paragraph; None if none are given."""
        if not _GIVEN.search(self.text):
            return None
        found, shift = [], 0
        for match in _GIVEN.finditer(self.text.split(PARAGRAPH)[paragraph]):
            start = match.start() - shift
            found.append((start, start + len(match[2]), match[1]))
            shift += len(match[0]) - len(match[2])
        return found


def read_examples(path: Path) -> Iterator[Example]:
    """Yield the examples of a file. Raises RunError naming the line that is none."""
    lines = [
        (f"{path.name}:{number}", line.split("\t"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    header = tuple(lines[0][1][1:]) if lines else ()
    kind = next((kind for kind, columns in COLUMNS.items() if columns == header), None)
    if kind is None:
        raise RunError(f"{path}: the columns are those of no kind of rows: {', '.join(header)}")
    text, where, rows = "", "", list[Row]()
    for place, fields in lines[1:]:
        row = tuple(f.strip() for f in fields) + ("",) * (len(header) + 1 - len(fields))
        if len(row) > len(header) + 1 or not (row[0] or text):
            raise RunError(f"{path}: {place}: expected a text and {', '.join(header)}")
        if row[0]:
            if rows:
                yield Example(where, kind, text, tuple(rows))
            text, where, rows = row[0], place, []
        rows.append(row[1:])
    if rows:
        yield Example(where, kind, text, tuple(rows))


def all_examples(folder: Path = FOLDER) -> list[Example]:
    """Return the examples of a folder, file by file."""
    return [e for path in sorted(folder.glob("*.tsv")) for e in read_examples(path)]


def parse(nlp: Language, examples: list[Example]) -> list[list[Doc]]:
    """Return the documents of the paragraphs of each example, with what they are given."""
    trees = read_trees(FOLDER / "trees.conllu", nlp)
    docs = nlp.pipe(p.text for e in examples for p in e.clean.paragraphs)
    parsed = [[next(docs) for _ in e.clean.paragraphs] for e in examples]
    for example, paragraphs in zip(examples, parsed, strict=True):
        for number, doc in enumerate(paragraphs):
            given = paragraphs[number] = trees.get(doc.text, doc)
            if (names := example.given_names(number)) is not None:
                given.set_ents([given.char_span(*name, alignment_mode="expand") for name in names])
    return parsed


def check(nlp: Language, example: Example, paragraphs: list[Doc]) -> list[str]:
    """Return what is found otherwise than an example says."""
    return differences(example, read(nlp, example.article, example.clean, paragraphs))


def differences(example: Example, annotated: Annotated) -> list[str]:
    """Return what was found otherwise than the rows say, as lines; empty where all is as they say.

    When something differs, the lines end with all rows as they were found, to be copied from.
    """
    found = rows_found(example.kind, annotated)
    expected = [row for row in example.rows if row[0] != NOTHING]
    wrong = [
        f"{'/'.join(row)}: {column} is {was!r}, not {should!r}"
        for row, other in zip(expected, found, strict=False)
        for column, should, was in zip(COLUMNS[example.kind], row, other, strict=True)
        if not _agrees(column, should, was)
    ]
    if len(expected) != len(found):
        wrong.append(f"{len(found)} found, not {len(expected)}")
    return [*wrong, *("\t".join(["", *row]) for row in found)] if wrong else []


def _agrees(column: str, should: str, was: str) -> bool:
    if column != "more":
        return should in {"", was}
    return {part.strip() for part in should.split(";")} - {""} <= set(was.split("; "))


def rows_found(kind: str, annotated: Annotated) -> list[Row]:
    """Return what was found in a text as rows of a kind."""
    names = {e.id: e.name for e in (*annotated.entities, *annotated.context)}
    if kind == "mentions":
        also = {e.id: ", ".join(n.text for n in e.names) for e in annotated.entities}
        return [
            (m.surface, _OPEN.sub("?", m.entity), m.method, also[m.entity])
            for m in annotated.mentions
            if m.method != "reference"
        ]
    if kind == "roles":
        return [(names[r.person], r.title, _name(names, r.of)) for r in annotated.roles]
    return [
        (
            names[s.source],
            s.predicate,
            _name(names, s.target),
            s.form,
            s.text.replace("\n", PARAGRAPH),
            "; ".join(_more(names, s)),
        )
        for s in annotated.statements
    ]


def _name(names: dict[str, str], entity: str | None) -> str:
    return names[entity] if entity else NOTHING


def _more(names: dict[str, str], statement: Statement) -> Iterator[str]:
    yield f"cue={statement.cue}"
    yield f"negated={'yes' if statement.negated else 'no'}"
    yield f"modality={statement.modality}"
    yield f"by={_name(names, statement.reported_by)}"
    yield f"about={_names(names, statement.topics)}"
    for key, day, words in (
        ("day", statement.said_on, statement.said_from),
        ("event", statement.event_on, statement.event_from),
    ):
        yield f"{key}={day} ({words})" if day else f"{key}={NOTHING}"


def _names(names: dict[str, str], entities: Sequence[str]) -> str:
    return ", ".join(names[e] for e in entities) or NOTHING

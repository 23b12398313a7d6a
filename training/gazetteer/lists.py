"""Lists that tell names from words.

Names borne in Denmark, words written small, and what the words of names are parts of.
"""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

#: A forename and a surname of the lists is borne by at least so many people.
FORENAME_BEARERS = 5
SURNAME_BEARERS = 10
#: Of so many people a forename tells the sex.
TOLD_BEARERS = 10
#: A word is in the list of words when texts have it in lower case at least so often.
WORD_TIMES = 3
#: A word of names is in the list of key words when it is the last or first of so many names.
KEY_TIMES = 4

#: Labels of the annotated corpora -> the kind they stand for; all others are things.
KINDS = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "GPE_ORG": "place",
    "GPE_LOC": "place",
    "GPE": "place",
    "LOC": "place",
    "LOCATION": "place",
    "FACILITY": "place",
}
THINGS = {"EVENT", "PRODUCT", "WORK OF ART", "LAW"}


def people(corpora: Path) -> list[list[object]]:
    """Return rows (name, men, women, families): how many bear it as forename and surname.

    Each number is the whole part of log2, plus one.
    """
    folder = corpora / "names_danmarks_statistik"
    men, women, families = (
        _bearers(folder / f"{table}_2023{sex}.csv", least)
        for table, sex, least in (
            ("first_names", "_men", FORENAME_BEARERS),
            ("first_names", "_women", FORENAME_BEARERS),
            ("last_names", "", SURNAME_BEARERS),
        )
    )
    return [
        [name.lower(), *(_order(table.get(name, 0)) for table in (men, women, families))]
        for name in sorted(men.keys() | women.keys() | families.keys())
        if " " not in name
    ]


def forenames(corpora: Path) -> list[list[object]]:
    """Return rows (name, women, men) of how many bear a forename that `TOLD_BEARERS` people do."""
    folder = corpora / "names_danmarks_statistik"
    women, men = (_bearers(folder / f"first_names_2023_{sex}.csv", 1) for sex in ("women", "men"))
    rows = (
        [name.lower(), women.get(name, 0), men.get(name, 0)]
        for name in sorted(women.keys() | men.keys())
    )
    return [row for row in rows if sum(row[1:]) >= TOLD_BEARERS]


def _bearers(path: Path, least: int) -> dict[str, int]:
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))[1:]
    return {name: int(number) for name, number in rows if number.isdigit() and int(number) >= least}


def _order(number: int) -> str:
    return str(number.bit_length()) if number else ""


def words(corpora: Path) -> list[str]:
    """Return the Danish words that are written in lower case, sorted."""
    found = Counter(
        {
            word: WORD_TIMES
            for line in (corpora / "da_unimorph/dan.tsv").open(encoding="utf-8")
            for word in line.split("\t")[:2]
        }
    )
    for text in _texts(corpora):
        found.update(re.findall(r"(?<![\w-])[a-zæøåé]{2,}(?![\w-])", text))
    return sorted(
        word
        for word, times in found.items()
        if times >= WORD_TIMES and re.fullmatch(r"[a-zæøåé]{2,}", word)
    )


def _texts(corpora: Path) -> Iterator[str]:
    with gzip.open(corpora / "da_parole/parole.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            for paragraph in json.loads(line)["paragraphs"]:
                for sentence in paragraph:
                    yield " ".join(token[0] for token in sentence)
    with gzip.open(corpora / "da_ddt/train.conllu.gz", "rt", encoding="utf-8") as file:
        yield from (line.removeprefix("# text = ") for line in file if line.startswith("# text"))
    with gzip.open(corpora / "dawiki_abstracts/abstracts.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from (json.loads(line)["abstract"] for line in file)
    with gzip.open(corpora / "da_folketinget/folketinget.txt.gz", "rt", encoding="utf-8") as file:
        yield from file


def keys(corpora: Path) -> list[list[object]]:
    """Return rows (word, place, person, organisation, place, thing).

    They tell how often names of two words and more begin or end so, by kind.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for name, kind in annotated(corpora):
        if len(name) > 1:
            for where, word in (("first", name[0]), ("last", name[-1])):
                counts.setdefault((word.lower(), where), Counter())[kind] += 1
    return [
        [word, where, *(times[kind] for kind in ("person", "organisation", "place", "thing"))]
        for (word, where), times in sorted(counts.items())
        if sum(times.values()) >= KEY_TIMES and word.isalpha()
    ]


def annotated(corpora: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the names that corpora mark, as words, with their kind."""
    for name in ("nob", "nno"):
        yield from _columns(corpora / f"norne_full/{name}.conll.gz", 1, -1, "name=")
    yield from _columns(corpora / "da_ddt/train.conllu.gz", 1, -1, "UNER=")
    for corpus in ("en_ewt", "en_gum"):
        path = corpora / f"{corpus}/train.iob2.gz"
        if path.exists():
            yield from _columns(path, 1, 2, "")
        else:
            yield from _columns(corpora / f"{corpus}/train.conllu.gz", 1, -1, "UNER=")
    yield from _columns(corpora / "sv_ner/webbnyheter2012_train.txt.gz", 0, 1, "")
    with (corpora / "dansk_gold_ner/gold_multi.jsonl").open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["part"] == "train":
                for start, end, label in record["entities"]:
                    if record["text"][start].isupper() and label in KINDS.keys() | THINGS:
                        yield record["text"][start:end].split(), KINDS.get(label, "thing")


def _columns(path: Path, word: int, label: int, prefix: str) -> Iterator[tuple[list[str], str]]:
    """Yield the names of a file with a token a line, labelled B-, I- and O."""
    name: list[str] = []
    kind = ""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t" if "\t" in line else " ")
            tag = "O"
            if len(fields) > 1 and not line.startswith("#") and len(fields) > label:
                tag = next(
                    (
                        f.removeprefix(prefix)
                        for f in fields[label].split("|")
                        if f.startswith(prefix)
                    ),
                    "O",
                )
            if name and not tag.startswith("I"):
                yield name, kind
                name = []
            if tag.startswith("B"):
                name, kind = [fields[word]], KINDS.get(tag[2:], "thing")
            elif tag.startswith("I") and name:
                name.append(fields[word])

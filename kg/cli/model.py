"""`kg model`: the pipelines that ship with kg."""

import json
from pathlib import Path
from typing import Any

import click

from kg.cli.options import format_option
from kg.cli.tables import FORMATS, print_json, print_rows
from kg.errors import RunError, UsageError

#: Name of each figure in a pipeline's meta.json, and how people call it.
FIGURES = {
    "tag_acc": "POS",
    "pos_acc": "UPOS",
    "morph_acc": "morphology",
    "lemma_acc": "lemma",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentence F",
    "ents_f": "NER F",
}


@click.command()
@click.option(
    "--path",
    "language",
    metavar="LANGUAGE",
    help="Print only the folder of the pipeline for a language, such as da",
)
@format_option(*FORMATS)
def model(language: str | None, format_: str) -> None:
    """Show the language pipelines that ship with kg

    With size, licence and the accuracy each reached on texts it was not trained on. Any of them
    loads with plain spaCy.

    \b
    kg model
    python -c "import spacy; print(spacy.load('$(kg model --path da)').meta['name'])"
    """
    from kg.language import pipelines_folder

    pipelines = [describe(meta.parent) for meta in sorted(pipelines_folder().glob("*/meta.json"))]
    if not pipelines:
        raise RunError(
            f"no pipeline in {pipelines_folder()}: install kg again, or train one (see "
            "CONTRIBUTING.md)"
        )
    if language is not None:
        click.echo(_path(pipelines, language))
    elif format_ == "json":
        print_json(pipelines)
    else:
        names = [name for name in FIGURES.values() if any(name in p["figures"] for p in pipelines)]
        rows = [
            (
                p["name"],
                p["language"],
                p["version"],
                p["megabytes"],
                p["licence"],
                *(p["figures"].get(n) for n in names),
            )
            for p in pipelines
        ]
        columns = ("pipeline", "language", "version", "MB", "licence", *names)
        print_rows(columns, rows, format_)


def describe(folder: Path) -> dict[str, Any]:
    """Return what is known of the pipeline in a folder.

    Name, language, version, licence, size in megabytes, figures (0 to 1) and path.
    """
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    performance = meta.get("performance", {})
    return {
        "name": folder.name,
        "language": meta.get("lang"),
        "version": meta.get("version"),
        "licence": meta.get("license"),
        "megabytes": round(size / 1e6, 1),
        "figures": {
            name: round(performance[key], 3)
            for key, name in FIGURES.items()
            if isinstance(performance.get(key), int | float)
        },
        "path": str(folder),
    }


def _path(pipelines: list[dict[str, Any]], language: str) -> str:
    for pipeline in pipelines:
        if language in {pipeline["language"], pipeline["name"]}:
            return str(pipeline["path"])
    raise UsageError(
        f"no pipeline for {language!r}: expected one of "
        f"{', '.join(str(p['language']) for p in pipelines)}"
    )

"""Make the published files: `python -m corpus.build --texts DIR --gold DIR`.

Reads DIR/<id>.txt (a line of JSON with the article's data, a blank line, paragraphs) and
DIR/<id>.json (the annotation without offsets), and writes SPLIT.articles.jsonl and SPLIT.gold.jsonl
for train, dev and test beside this file. Stops at the first surface that is not in its text.
"""

import json
from pathlib import Path

import click

from corpus.align import AlignmentError, Json, align

HERE = Path(__file__).parent
SPLITS = ("train", "dev", "test")


def split_of(article: str) -> str:
    """Return the split of an article, by its number within its topic: fixed for good.

    Test are the numbers 01 to 04 of each topic and 05 of two; all of them are annotated twice. Dev
    are the other 05, 06, and 07 of eight topics.
    """
    topic, _, number = article.rpartition("-")
    if int(number) <= 4 or (number == "05" and topic in {"udland", "politik"}):
        return "test"
    if int(number) <= 6 or (
        number == "07"
        and topic
        in {"eunato", "erhverv", "klima", "kommune", "kultur", "retten", "sport", "sundhed"}
    ):
        return "dev"
    return "train"


def read_text(path: Path) -> Json:
    """Return an article from its file."""
    head, _, body = path.read_text("utf-8").partition("\n")
    data = json.loads(head)
    paragraphs = [p.strip().replace("\n", " ") for p in body.split("\n\n") if p.strip()]
    return {key: data[key] for key in ("id", "outlet", "published", "title")} | {
        "language": "da",
        "topic": data["topic"],
        "genre": data["genre"],
        "paragraphs": paragraphs,
    }


@click.command()
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the texts.",
)
@click.option(
    "--gold",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder of the annotations.",
)
def main(texts: Path, gold: Path) -> None:
    """Write the published files."""
    articles = [read_text(path) for path in sorted(texts.glob("*.txt"))]
    annotated = []
    for article in articles:
        path = gold / f"{article['id']}.json"
        try:
            annotated.append(align(article, json.loads(path.read_text("utf-8"))))
        except (AlignmentError, OSError, KeyError) as error:
            raise click.ClickException(str(error)) from error
    for split in SPLITS:
        for kind, records in (("articles", articles), ("gold", annotated)):
            lines = [
                json.dumps(r, ensure_ascii=False) + "\n"
                for r in records
                if split_of(r["id"]) == split
            ]
            (HERE / f"{split}.{kind}.jsonl").write_text("".join(lines), "utf-8")
        click.echo(f"{split}: {sum(split_of(a['id']) == split for a in articles)} articles")


if __name__ == "__main__":
    main()

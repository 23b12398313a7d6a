"""Words per CPU second of spaCy pipelines, one thread, and the memory each takes.

$ python bench/encoder.py kg/language/pipelines/kg_da OTHER --texts corpus/dev.articles.jsonl

Every pipeline reads the same paragraphs in a process of its own, in turn, `--rounds` times; the
best round counts, since others on the machine can only slow one down.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import spacy

import kg.language.encoder.components  # noqa: F401  registers the encoder's factories


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a file of articles."""
    return [
        p for line in path.read_text("utf-8").splitlines() for p in json.loads(line)["paragraphs"]
    ]


def measure(pipeline: str, path: Path) -> dict[str, float]:
    """Read the texts once to warm up, then once more on the clock."""
    nlp = spacy.load(pipeline)
    texts = paragraphs(path)
    for _ in nlp.pipe(texts[: len(texts) // 4]):
        pass
    before = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words": words, "words per CPU second": words / seconds, "peak MB": peak}


def main() -> None:
    """Print a line for each pipeline."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pipelines", nargs="+", help="names or folders of spaCy pipelines")
    parser.add_argument("--texts", type=Path, default=Path("corpus/train.articles.jsonl"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.once:
        print(json.dumps(measure(args.pipelines[0], args.texts)))
        return
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    best: dict[str, dict[str, float]] = {}
    for _ in range(args.rounds):
        for pipeline in args.pipelines:
            command = [sys.executable, __file__, pipeline, "--texts", str(args.texts), "--once"]
            output = subprocess.run(
                command, env=os.environ | alone, check=True, capture_output=True, text=True
            ).stdout
            found = json.loads(output)
            known = best.get(pipeline, found)
            best[pipeline] = max(found, known, key=lambda f: f["words per CPU second"])
    for pipeline, figures in best.items():
        shown = ", ".join(f"{name} {value:,.0f}" for name, value in figures.items())
        print(f"{pipeline}: {shown}")


if __name__ == "__main__":
    main()

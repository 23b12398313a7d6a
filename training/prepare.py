"""Read the corpora and write what the training needs, in arrays: `python -m training.prepare`.

The training itself (`training.train`) needs PyTorch and NumPy alone, and can run where spaCy is
not.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.language.encoder.features import Extractor, key, plain
from kg.language.encoder.model import load_extractor
from training import boundaries, corpora, lemmas, marked
from training.columns import COLUMNS, UNKNOWN
from training.corpora import Sentence
from training.name_lists import Lists, minority, name_lists, write_hashes
from training.vectors import train_vectors, write_text

Corpora = dict[str, list[Sentence]]
#: Corpora that give the labels of a column, and how often a label must stand there.
SOURCES: dict[str, tuple[tuple[str, ...], int]] = {
    "upos": (("ddt", "no", "sv"), 1),
    "feats": (("ddt",), 1),
    "lem": (("ddt", "parole"), 3),
    "dep": (("ddt", "no", "sv"), 1),
    "ner": (("ddt", "no"), 1),
    "xfeats": (("no", "sv"), 3),
    "ntag": (("ndt",), 3),
    "ndep": (("ndt",), 1),
    "msd": (("parole",), 2),
}
DANISH = ("ddt", "parole", "news", "dansk")
#: Names of a list that others are replaced with: drawn by the root of how common they are.
DRAWN = {"forename": 2500, "surname": 3000, "place": 2500}


def read(folder: Path, gold: Sequence[Path], skip: set[str]) -> Corpora:
    """Return the corpora by name; `gold` are folders of marked articles with a part "train"."""
    trees, ndt = corpora.norwegian(folder)
    news = [s for each in (marked.CORPUS, *gold) for s in marked.articles(each, "train")]
    return {
        "ddt": corpora.danish(folder),
        "no": trees,
        "ndt": ndt,
        "sv": corpora.swedish(folder),
        "parole": corpora.parole(folder, skip),
        "news": news,
        "dansk": list(marked.dansk(folder / "dansk_gold_ner/gold_multi.jsonl")),
        "dev": corpora.development(folder),
        "newsdev": list(marked.articles(marked.CORPUS, "dev")),
    }


def known_words(read_: Corpora) -> tuple[list[str], list[str]]:
    """Return the characters and the words that have a vector of their own."""
    ours = Counter(key(w) for name in DANISH for s in read_[name] for w in s.words)
    others = Counter(key(w) for name in ("no", "ndt", "sv") for s in read_[name] for w in s.words)
    words = {w for w, n in ours.items() if n > 1} | {w for w, n in others.items() if n > 3}
    training = [s for name in (*DANISH, "no", "ndt", "sv") for s in read_[name]]
    letters = Counter(c for s in training for w in s.words for c in plain(w))
    characters = sorted(c for c, n in letters.items() if n > 9)
    return ["<p>", "<s>", "</s>", "<u>", *characters], ["<p>", "<u>", *sorted(words)]


def labels(read_: Corpora) -> dict[str, list[str]]:
    """Return the labels of each column in their order."""
    found = {}
    for column, (sources, least) in SOURCES.items():
        values = (getattr(s, column) for name in sources for s in read_[name])
        counts = Counter(label for each in values if each for label in each if label)
        found[column] = sorted(label for label, n in counts.items() if n >= least)
    return found


def pool(lists: Lists, fewer: dict[str, list[str]], seed: int = 1) -> dict[str, list[str]]:
    """Return names to replace others with, the lists of minority names among them."""
    drawn = random.Random(seed)
    found = {}
    for name, n in DRAWN.items():
        words = sorted(lists[name], key=lambda w: (-lists[name][w], w))
        weights = [lists[name][w] ** 0.5 for w in words]
        chosen = {*drawn.choices(words, weights, k=3 * n), *drawn.sample(words, n // 2)}
        chosen |= {*fewer.get(name, ())}
        found[name] = sorted(w for w in chosen if w.replace("-", "").isalpha())
    return found


def arrays(
    sentences: Sequence[Sentence], forms: dict[str, int], numbers: dict[str, dict[str, int]]
) -> dict[str, Any]:
    """Return a corpus as flat arrays; what is not known is UNKNOWN."""
    out: dict[str, Any] = {
        "lengths": np.array([len(s.words) for s in sentences], np.int32),
        "treebank": np.array([s.treebank for s in sentences], np.int8),
        "form": np.array([forms[w] for s in sentences for w in s.words], np.int32),
    }
    for column in COLUMNS[1:]:
        values = []
        for sentence in sentences:
            given = getattr(sentence, column)
            if given is None:
                values += [UNKNOWN] * len(sentence.words)
            elif column.endswith("head"):
                values += [h if h >= 0 else UNKNOWN for h in given]
            else:
                values += [numbers[column].get(label, UNKNOWN) for label in given]
        out[column] = np.array(values, np.int16)
    return out


def write(read_: Corpora, names: dict[str, list[str]], extractor: Extractor, out: Path) -> None:
    """Write `data.npz`: the corpora, the features of all forms, and the names to put in."""
    known = labels(read_)
    numbers = {column: {label: i for i, label in enumerate(all_)} for column, all_ in known.items()}
    used = {w for sentences in read_.values() for s in sentences for w in s.words}
    used |= {w + ending for all_ in names.values() for w in all_ for ending in ("", "s")}
    ordered = sorted(used)
    forms = {w: i for i, w in enumerate(ordered)}
    features = extractor.features(ordered)
    data: dict[str, Any] = {
        "forms.characters": features.characters.astype(np.int16),
        "forms.word": features.word.astype(np.int32),
        "forms.vectors": features.vectors.astype(np.float16),
        "forms.lists": features.lists,
        "forms.genitive": np.array([w.endswith("s") for w in ordered]),
    }
    for name, sentences in read_.items():
        found = arrays(sentences, forms, numbers)
        data |= {f"corpus.{name}.{column}": values for column, values in found.items()}
    for name, all_ in names.items():
        for ending in ("", "s"):
            data[f"names.{name}.{ending}"] = np.array([forms[w + ending] for w in all_])
    np.savez(out / "data.npz", **data)
    (out / "labels.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")


def main() -> None:
    """Write everything; vectors that are there already are kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument(
        "--gold", type=Path, nargs="*", default=[], help="folders of marked articles"
    )
    parser.add_argument("--skip", type=Path, nargs="*", default=[], help="articles to leave out")
    parser.add_argument("--work", type=Path, default=Path("build/kg_da"))
    args = parser.parse_args()
    folder = args.work / "kg_encoder"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for path in args.skip for line in path.read_text("utf-8").splitlines()]
    found = read(args.corpora, args.gold, {json.loads(line)["id"] for line in lines})
    for name, sentences in found.items():
        print(name, len(sentences), "sentences", sum(len(s.words) for s in sentences), "words")
    if not (folder / "vectors.npz").is_file():
        text = args.work / "text.txt"
        write_text(
            args.corpora, (s for n, all_ in found.items() if "dev" not in n for s in all_), text
        )
        train_vectors(text, folder / "vectors.npz")
    lists = name_lists(args.corpora)
    write_hashes(lists, folder / "names.npz")
    characters, words = known_words(found)
    (args.work / "words.json").write_text(
        json.dumps([characters, words], ensure_ascii=False), "utf-8"
    )
    extractor = load_extractor(folder, characters, words)
    names = pool(lists, minority(args.corpora / "names_danmarks_statistik"))
    write(found, names, extractor, args.work)
    lemmas.write_table(found, args.corpora / "da_unimorph", args.work / "kg_lemmas")
    boundaries.write(found, args.work)


if __name__ == "__main__":
    main()

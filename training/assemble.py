"""Join the trained parts into one pipeline, measure it on the development set, and write its card."""

import json
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

FIGURES = {
    "UPOS": "pos_acc",
    "FEATS": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentence F": "sents_f",
    "NER P": "ents_p",
    "NER R": "ents_r",
    "NER F": "ents_f",
    "NER F, news of today": "news_ents_f",
}
SOURCES = [
    {
        "name": "UD Danish DDT",
        "url": "https://universaldependencies.org/treebanks/da_ddt/",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "Universal NER (Danish DDT)",
        "url": "https://www.universalner.org/",
        "license": "CC BY-SA 4.0",
    },
    {
        "name": "PAROLE-DK",
        "url": "https://korpus.dsl.dk/resources/details/parole-dk.html",
        "license": "MIT / CC BY-SA 4.0",
    },
    {
        "name": "kg's corpus of Danish news",
        "url": "../../../../corpus/README.md",
        "license": "CC BY 4.0",
    },
    {"name": "NorNE", "url": "https://github.com/ltgoslo/norne", "license": "CC0 (annotations)"},
    {
        "name": "Common forenames and surnames by country",
        "url": "https://github.com/sigpwned/popular-names-by-country-dataset",
        "license": "CC0",
    },
]
CARD = """# kg_da

A spaCy pipeline for Danish news: parts of speech, morphological features, lemmas, dependencies (Universal Dependencies), sentences, and names
of persons (PER), organisations (ORG) and places (LOC). It is small, runs on a CPU and ships with kg; `spacy.load` takes its folder.

Licence: CC BY-SA 4.0, since its weights are computed from corpora under that licence. Size: {size:.1f} MB.

## Figures

On the official development set of UD Danish DDT ({sentences} sentences), tokenised by the pipeline itself; names as Universal NER has them.
The last line is measured on the development part of kg's own corpus of news (`corpus/`). The development sets chose the best checkpoints, so expect a
little less on other text.

| measure | figure |
|---|---|
{rows}

## Made from

{sources}

Word vectors (floret, 20,000 rows of 100 dimensions) come from raw Danish text: parliament debates and the newspaper samples of PAROLE-DK.
`training/` in kg's repository holds the configuration and the one command that makes the pipeline.

## Good for, and not

Edited news prose. The treebank is from 1983 to 1992: younger names, spoken language and social media are read less well. Names of works,
events and products are not marked. Adjectives and inhabitants ("dansk", "danskerne") are no names here; kg's gazetteer finds them.
"""


def assemble(work: Path, out: Path) -> None:
    """Write the pipeline that has the syntax of one training and the names of the other, with meta.json and README.md."""
    nlp = spacy.load(work / "syntax/model-best")
    names = spacy.load(work / "ner/model-best")
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=names)
    figures = measure(nlp, work / "syntax-dev.spacy")
    figures |= {
        f"news_{key}": value
        for key, value in measure(nlp, work / "news-dev.spacy").items()
        if key.startswith("ents_")
    }
    nlp.meta.update(
        name="da",
        lang="da",
        description="Danish news: syntax, lemmas, sentences and names",
        version="1.0.0",
        license="CC BY-SA 4.0",
        sources=SOURCES,
        performance={key: figures[key] for key in FIGURES.values()},
    )
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    prune_strings(nlp, out / "vocab/strings.json")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    (out / "README.md").write_text(card(figures, size), "utf-8")
    print(
        json.dumps(
            {
                **{name: round(figures[key], 4) for name, key in FIGURES.items()},
                "MB": round(size, 1),
            }
        )
    )


def prune_strings(nlp: Language, path: Path) -> None:
    """Rewrite the string store with what the components need: the language's own strings, labels, features, and the parts of lemma rules.

    The words of the training texts, which are most of it, are of no use to a reader of other texts, whose strings are added as they come.
    """
    trees = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())
    hashes = {
        value
        for tree in trees["trees"]
        for value in tree.values()
        if isinstance(value, int) and value in nlp.vocab.strings
    }
    features = set(nlp.get_pipe("morphologizer").labels)
    needed = (
        {nlp.vocab.strings[h] for h in hashes}
        | features
        | {part for f in features for item in f.split("|") for part in (item, *item.split("="))}
    )
    needed |= {
        label
        for name in nlp.pipe_names
        for label in getattr(nlp.get_pipe(name), "labels", ())
        if isinstance(label, str)
    }
    needed |= set(spacy.blank(nlp.lang).vocab.strings)
    srsly.write_json(path, sorted(needed))


def measure(nlp: Language, path: Path) -> dict[str, Any]:
    """Return spaCy's scores on a DocBin, with the number of sentences."""
    docs = list(DocBin().from_disk(path).get_docs(nlp.vocab))
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    return scores | {
        "sentences": sum(1 for doc in docs if doc.has_annotation("SENT_START") for _ in doc.sents)
    }


def card(figures: dict[str, Any], size: float) -> str:
    """Return the text of the model card."""
    rows = "\n".join(f"| {name} | {figures[key]:.3f} |" for name, key in FIGURES.items())
    sources = "\n".join(f"- [{s['name']}]({s['url']}), {s['license']}" for s in SOURCES)
    return CARD.format(size=size, sentences=figures["sentences"], rows=rows, sources=sources)

"""The table of lemmas: what a form of a part of speech is a form of, from treebanks and lists."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.language.encoder.lemmas import TABLE, apply_rule, make_rule
from training.corpora import Sentence

#: Parts of speech by the first letters of PAROLE's tags and UniMorph's.
PAROLE = {
    "NC": "NOUN",
    "NP": "PROPN",
    "VA": "VERB",
    "AN": "ADJ",
    "AC": "NUM",
    "AO": "ADJ",
    "RG": "ADV",
    "SP": "ADP",
    "CC": "CCONJ",
    "CS": "SCONJ",
}
UNIMORPH = {"N": "NOUN", "V": "VERB", "ADJ": "ADJ"}
Word = tuple[str, str]


def words(corpora: Mapping[str, list[Sentence]]) -> Iterator[tuple[Word, str, float]]:
    """Yield form and part of speech, lemma, and a weight; the treebank outweighs PAROLE."""
    for sentence in corpora["ddt"]:
        for form, upos, lemma in zip(
            sentence.words, sentence.upos or [], sentence.lemmas or [], strict=True
        ):
            yield (form, upos), lemma, 1
    for sentence in corpora["parole"]:
        for form, tag, lemma in zip(
            sentence.words, sentence.msd or [], sentence.lemmas or [], strict=True
        ):
            upos = PAROLE.get(tag[:2])
            if upos and lemma and "_" not in lemma:
                yield (form, upos), lemma, 0.5


def table(corpora: Mapping[str, list[Sentence]], unimorph: Path) -> dict[Word, str]:
    """Return the lemma of each known form; UniMorph adds forms it has one lemma for."""
    counts: dict[Word, Counter[str]] = defaultdict(Counter)
    for (form, upos), lemma, weight in words(corpora):
        counts[form if upos == "PROPN" else form.lower(), upos][lemma] += weight
    found = {word: lemmas.most_common(1)[0][0] for word, lemmas in counts.items()}
    listed: dict[Word, set[str]] = defaultdict(set)
    for path in sorted(unimorph.glob("dan*")):
        for line in path.read_text("utf-8").splitlines():
            lemma, form, features = [*line.split("\t"), "", ""][:3]
            upos = UNIMORPH.get(features.split(";")[0].split(".")[0])
            if upos and " " not in form:
                listed[form.lower(), upos].add(lemma)
    return {w: next(iter(ls)) for w, ls in listed.items() if len(ls) == 1} | found


def write_table(corpora: Mapping[str, list[Sentence]], unimorph: Path, folder: Path) -> None:
    """Write the table of the component `kg_lemmas`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for (form, upos), lemma in sorted(table(corpora, unimorph).items()):
        rule = make_rule(form, lemma)
        if apply_rule(form, rule) == lemma:
            rows.append(f"{form}\t{upos}\t{rule}\n")
    with gzip.GzipFile(folder / TABLE, "wb", 9, mtime=0) as file:
        file.write("".join(rows).encode())

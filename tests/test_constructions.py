"""Every construction of statements has its words in what explains it, and no other has."""

from pathlib import Path

import kg.explain
from kg.language.statements.constructions.attributions import CONSTRUCTIONS

ROOT = Path(__file__).parents[1]
#: Constructions whose cue is a word of the lexicon, or of no lexicon at all.
WORDED = {"verb", "noun", "refusal", "intention"}


def test_every_construction_is_explained_in_both_languages():
    rows = (Path(kg.explain.__file__).parent / "words.tsv").read_text("utf-8").splitlines()
    keys = {row.split("\t")[0] for row in rows}
    said = {k.removeprefix("construction ") for k in keys if k.startswith("construction ")}
    assert said == WORDED | {*CONSTRUCTIONS}


def test_every_construction_stands_in_the_documents():
    text = (ROOT / "docs/statements.md").read_text("utf-8")
    assert [c for c in WORDED | {*CONSTRUCTIONS} if f"`{c}/" not in text] == []

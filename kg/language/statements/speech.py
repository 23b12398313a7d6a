"""Make out the speech of an article, once its names are known and before its cues are sought."""

from kg.language.reading import Reading
from kg.language.statements.constructions.colon import mark_speech
from kg.language.statements.inquits import split_dashes


def find_speech(reading: Reading) -> None:
    """Cut the inquits out of dashed paragraphs, and add speech that a colon alone opens."""
    split_dashes(reading)
    mark_speech(reading)

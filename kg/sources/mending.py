"""Text that somebody decoded wrongly ("SÃ¥dan") -> the text that it was ("Sådan")."""

import re

#: UTF-8 that was read as something else has a letter of these followed by another odd character.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\uffff]")


def mended(text: str) -> str:
    """Return a text with its letters as they were meant; nearly always it is the same text."""
    if not _SUSPECT.search(text):
        return text
    import ftfy  # noqa: PLC0415 - only for text that looks as if it needs it

    return ftfy.fix_encoding(text)

"""In which language an article is written, where it does not tell itself."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, takewhile
from typing import Protocol

#: The language that kg reads, and that a text too short to tell is taken for.
READ = "da"
#: Characters of a text that are looked at: more tell nothing new.
_LOOKED_AT = 2_000
#: Below this many characters a text tells nothing, above `_ENOUGH` the likeliest language is right
#: (Danish, Norwegian, Swedish and English news), between them it must be as sure as `_SURE`, and
#: those that look like Danish as `_SURE_OF_KIN`.
_LEAST, _ENOUGH, _SURE, _SURE_OF_KIN = 60, 300, 0.6, 0.9
_KIN = {"da", "no", "nb", "nn"}
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9-_]*)?", re.IGNORECASE)


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def code(given: str | None) -> str:
    """Return the language of a tag ("da-DK" is "da"), nothing for what is no tag of two letters."""
    match = _CODE.fullmatch((given or "").strip())
    return match[1].lower() if match else ""


def language_of(paragraphs: Sequence[str], likely: str = "") -> str:
    """Return the language (ISO 639-1) of a text; what is `likely` where the text does not tell.

    Without that it is `READ`, in which texts are taken to be.
    """
    sizes = accumulate(map(len, paragraphs))
    seen = sum(1 for _ in takewhile(lambda size: size < _LOOKED_AT, sizes)) + 1
    text = " ".join(paragraphs[:seen])[:_LOOKED_AT]
    if len(text) < _LEAST:
        return likely or READ
    language, share = _identifier().classify(text)
    sure = _SURE_OF_KIN if language in _KIN else _SURE
    if len(text) >= _ENOUGH or share >= sure:
        return language
    # A feed in Danish that says that it is in English does not tell Danish from Norwegian.
    return likely if likely and (likely in _KIN) == (language in _KIN) else READ


@lru_cache(1)
def _identifier() -> _Identifier:
    from py3langid.langid import (  # noqa: PLC0415 - a second, for articles that do not tell
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier

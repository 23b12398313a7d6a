"""All that is Danish lies in kg/language/da, and what is wrong there is named."""

import ast
import json
import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from kg.errors import RunError
from kg.language.lexicon import load_lexicon
from kg.language.profile import load_profile

LANGUAGE = Path(__file__).parents[1] / "kg/language"
CODE = sorted(p for p in LANGUAGE.rglob("*.py") if LANGUAGE / "da" not in p.parents)
#: A label of Universal Dependencies, a code, and what the profile holds beside Danish words.
ALSO_A_LABEL = {
    *("det", "en", "is", "country", "organisation", "person", "place"),
    *("possible", "required", "planned", "before", "after", "weekend", "open"),
}


def words():
    """Return every word of the profile that has a letter to spare: "at", "talsmand", not "s"."""

    def within(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield from (key, *within(inner))
        else:
            for inner in value if isinstance(value, frozenset | tuple) else ():
                yield from within(inner)

    profile = load_profile(LANGUAGE / "da/profile")
    for group in fields(profile):
        for field in fields(getattr(profile, group.name)):
            yield from within(getattr(getattr(profile, group.name), field.name))


def literals(path):
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documentation:
            yield node.lineno, text


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(LANGUAGE)))
def test_nothing_danish_stands_in_code(path):
    danish = {w.lower() for w in words() if len(w) > 1} - ALSO_A_LABEL
    for line, text in literals(path):
        assert not re.search("[æøåÆØÅ]", text), f"{path}:{line}: {text!r}"
        if " " not in text:
            found = danish & set(re.findall(r"[^\W\d_]+", text))
            assert not found, f"{path}:{line}: {text!r} has the Danish {found}"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(LANGUAGE / "da/profile", tmp_path / "profile")
    return tmp_path / "profile"


def change(path, key, value):
    group = json.loads(path.read_text("utf-8"))
    if value is None:
        del group[key]
    else:
        group[key] = value
    path.write_text(json.dumps(group), "utf-8")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("weekdays", None, "dates.json: key 'weekdays' is missing"),
        ("weekday", ["mandag"], "dates.json: key 'weekday' is unknown"),
        ("months", "januar", "dates.json: months: 'januar' is not what"),
        ("months", ["maj", "maj"], "dates.json: months: 'maj' is there twice"),
        ("days_back", {"i går": "1"}, "dates.json: days_back: i går: '1' is not what"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(folder, key, value, message):
    change(folder / "dates.json", key, value)
    with pytest.raises(RunError, match=re.escape(message)):
        load_profile(folder)


def test_a_wrong_modality_is_named(folder):
    change(folder / "verbs.json", "modals", {"kunne": "perhaps"})
    with pytest.raises(RunError, match=r"verbs.json: modals: kunne: 'perhaps' is not what"):
        load_profile(folder)


def test_a_file_that_is_missing_or_no_json_is_named(folder):
    (folder / "names.json").write_text("{", "utf-8")
    with pytest.raises(RunError, match=r"names.json: not JSON"):
        load_profile(folder)
    (folder / "names.json").rename(folder / "name.json")
    with pytest.raises(RunError, match=r"'name' is unknown; expected names"):
        load_profile(folder)


def test_a_language_without_a_folder_is_named_with_those_there_are():
    with pytest.raises(RunError, match="no lexicon for the language 'sv': kg reads da"):
        load_lexicon("sv")

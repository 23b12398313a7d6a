"""Every row of the examples comes out as it says."""

from functools import lru_cache

import pytest

from kg.errors import RunError
from kg.language import build
from tests.examples import all_examples, check, parse, read_examples

EXAMPLES = all_examples()


@lru_cache(maxsize=1)
def parsed():
    return parse(build("kg_da"), EXAMPLES)


@pytest.mark.model
@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=lambda n: EXAMPLES[n].where)
def test_an_example_comes_out_as_it_says(number):
    wrong = check(build("kg_da"), EXAMPLES[number], parsed()[number])
    assert not wrong, "\n".join([EXAMPLES[number].text, *wrong])


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("text\twho\n", "no kind of rows: who"),
        ("text\tperson\ttitle\tof\n\tIda Bo\tdommer\t-\n", "rows.tsv:2: expected a text"),
        ("text\tperson\ttitle\tof\nIda Bo.\ta\tb\tc\td\n", "rows.tsv:2: expected a text"),
    ],
)
def test_a_line_that_is_no_example_is_named(tmp_path, lines, message):
    (tmp_path / "rows.tsv").write_text(lines, "utf-8")
    with pytest.raises(RunError, match=message):
        list(read_examples(tmp_path / "rows.tsv"))

"""`kg quote`: a statement with its source, ready to paste."""

import json

import fixture
from command import kg, one_line

from kg.store import open_store


def test_quote_has_words_and_source(tmp_path):
    path = tmp_path / "news.graph"
    with open_store(str(path)) as store:
        store.apply_schema()
        store.write(fixture.articles())
    statements = [(a, s) for a in fixture.articles() for s in a.statements]
    assert len({s.form == "direct" for _, s in statements}) == 2
    for annotated, s in statements:
        printed = kg("quote", s.id, "--store", path).stdout.splitlines()
        record = json.loads(kg("quote", s.id, "--store", path, "--format", "json").stdout)
        assert (record["text"], record["form"], record["negated"]) == (s.text, s.form, s.negated)
        assert printed[0].startswith("”") == (s.form == "direct")
        assert printed[1].startswith(f"— {record['who']}")
        assert annotated.article.outlet in printed[1]
        marked = kg("quote", s.id, "--store", path, "--format", "markdown").stdout.splitlines()
        assert all(line.startswith(">") for line in marked)
    result = kg("quote", "statement:none", "--store", path)
    assert (result.exit_code, "no statement 'statement:none'" in one_line(result)) == (2, True)

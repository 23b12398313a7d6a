"""Passwords in addresses: told to nobody, sent nowhere, whatever is wrong with the address."""

import logging
import socket
import traceback

import pytest
from command import kg, one_line

from kg import settings
from kg.errors import UsageError
from kg.store import engine_of, open_store
from kg.store.address import SCHEMES, file_path, is_server, server_address
from kg.store.neo4j import Neo4jStore

SECRET = "hemmeligt"  # noqa: S105 - of nobody
#: Addresses with a password in them, in as many forms as come to mind.
LEAKING = [
    f"bolt://neo4j:{SECRET}@127.0.0.1:7687",
    f"bolt://{SECRET}@127.0.0.1",
    f"bolt://:{SECRET}@127.0.0.1",
    f"bolt:/neo4j:{SECRET}@127.0.0.1",
    f"bolt:neo4j:{SECRET}@127.0.0.1",
    f"bolt:///neo4j:{SECRET}@127.0.0.1",
    f"bolt//neo4j:{SECRET}@127.0.0.1",
    f"bolt;//neo4j:{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p@{SECRET}@127.0.0.1",
    f"neo4j://neo4j:{SECRET}@p@127.0.0.1",
    f"neo4j://neo4j:p@{SECRET}",
    f"neo4j://neo4j:p/{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p#{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p?{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p:{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p {SECRET}@127.0.0.1",
    f"neo4j://neo4j:p\\{SECRET}@127.0.0.1",
    f"neo4j://neo4j:p\n{SECRET}@127.0.0.1",
    f"neo4j://neo4j:%40{SECRET}@127.0.0.1",
    f"neo4j://neo4j%3A{SECRET}%40127.0.0.1",
    f"neo4j://neo4j:{SECRET}",
    f"neo4j://neo4j:{SECRET}/db",
    f"neo4j+s://neo4j:{SECRET}@[::1",
    f"neo4j+s://neo4j:{SECRET}@::1]:7687",
    f"neo4j+ssc://neo4j:{SECRET}@127.0.0.1:99999",
    f"neo4j+ssc://neo4j:{SECRET}@127.0.0.1:nan",
    f"neo4j+s//neo4j:{SECRET}@127.0.0.1",
    f"neo4j+s:neo4j:{SECRET}@127.0.0.1",
    f"neo4j+x://neo4j:{SECRET}@127.0.0.1",
    f"BOLT://neo4j:{SECRET}@127.0.0.1",
    f" bolt://neo4j:{SECRET}@127.0.0.1 ",
    f"neo4j:{SECRET}@127.0.0.1:7687",
    f"me:{SECRET}@127.0.0.1:7687",
    f"//me:{SECRET}@127.0.0.1",
    f"http://me:{SECRET}@127.0.0.1:7474",
    f"://me:{SECRET}@127.0.0.1",
    f"bolt://127.0.0.1?password={SECRET}",
    f"bolt://127.0.0.1/?user=neo4j&password={SECRET}",
    f"bolt://127.0.0.1:7687#{SECRET}",
    f"bolt://127.0.0.1:7687/{SECRET}",
    f"bolt://127.0.0.1:7687 {SECRET}",
    f"bolt://127.0.0.1:{SECRET}",
    f"bolt:{SECRET}",
]
COMMANDS = [
    ("status", "--store"),
    ("query", "threats", "--store"),
    ("query", "--cypher", "RETURN 1 AS x", "--store"),
    ("export", "-o", "g.json", "--store"),
    ("schema", "check", "--store"),
    ("copy", "--to", "b.graph", "--from"),
    ("copy", "--from", "b.graph", "--to"),
]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch, tmp_path):
    """Let no connection begin, and no file be made but in a folder of the test's own."""

    def connect(*_):
        raise AssertionError("something was sent to somebody")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    monkeypatch.setenv("NEO4J_PASSWORD", f"another-{SECRET}")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("url", LEAKING)
def test_password_in_an_address_is_told_to_nobody(url, caplog, capfd, tmp_path):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UsageError) as caught:
        open_store(url)
    told = "".join(traceback.format_exception(caught.value))
    assert SECRET not in told + repr(caught.value) + caplog.text + "".join(capfd.readouterr())
    assert "\n" not in str(caught.value)
    assert "expected bolt://" in str(caught.value) or "NEO4J_PASSWORD" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("url", LEAKING[::6])
def test_no_command_tells_it_either(url, command, tmp_path):
    if "b.graph" in command:
        with open_store("b.graph") as store:
            store.apply_schema()
    result = kg(*command, url)
    assert result.exit_code == 2
    assert SECRET not in result.output + one_line(result)


def test_address_in_the_environment_is_not_told(monkeypatch):
    monkeypatch.setenv("KG_STORE", LEAKING[0])
    result = kg("status")
    assert result.exit_code == 2
    assert "set NEO4J_USERNAME and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)" in one_line(result)
    assert SECRET not in result.output


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("bolt:/example.org", "begins with bolt: is malformed: expected bolt://HOST:PORT"),
        ("bolt:example.org", "is malformed"),
        ("bolt:", "is malformed"),
        ("bolt://", "is malformed"),
        ("bolt:///", "is malformed"),
        ("bolt://:7687", "is malformed"),
        ("bolt://exa mple.org", "is malformed"),
        ("bolt://[::1", "is malformed"),
        ("bolt://a,b", "is malformed"),
        ("neo4j://example.org/?policy=eu", "is malformed"),
        ("bolt://example.org:", "port in an address bolt://... is no number from 1 to 65535"),
        ("bolt://example.org:0", "port"),
        ("bolt://example.org:65536", "port"),
        ("bolt://example.org:-1", "port"),
        ("bolt//example.org", "looks like an address"),
        ("neo4j+s//example.org", "looks like an address"),
        ("ftp://example.org", "begins with ftp:// is no store"),
    ],
)
def test_malformed_address_is_one_line_and_goes_nowhere(url, said, tmp_path):
    result = kg("status", "--store", url)
    assert result.exit_code == 2
    assert said in one_line(result)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:7687", "[::1]:7687", "a-b.c_d.org/"])
def test_well_formed_address_is_taken(scheme, host):
    assert server_address(f"{scheme.upper()}://{host}") == f"{scheme}://{host.rstrip('/')}"
    assert engine_of(f"{scheme}://{host}") == "neo4j"


@pytest.mark.parametrize("path", ["kg.graph", "a@b", "neo4j/kg.graph", "bolt", "a:b", "b/x@y:z"])
def test_path_is_no_address(path):
    assert not is_server(path)
    assert file_path(path) == path


def test_file_that_is_there_may_have_any_name(tmp_path):
    with open_store("plain.graph") as store:
        store.apply_schema()
    (tmp_path / "plain.graph").rename(tmp_path / "me:x@y.graph")
    assert kg("status", "--store", "me:x@y.graph").exit_code == 0


def test_empty_password_file_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("NEO4J_PASSWORD")
    (tmp_path / "password").write_text("", "utf-8")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", str(tmp_path / "password"))
    with pytest.raises(UsageError, match="which is empty"):
        settings.neo4j_auth()


def test_store_itself_takes_no_other_address():
    with pytest.raises(UsageError):
        Neo4jStore(f"bolt://neo4j:{SECRET}@127.0.0.1:7687")

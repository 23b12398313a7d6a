"""Addresses -> articles, from a real server on this machine that behaves and misbehaves."""

import gzip
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from command import kg, one_line

from kg.errors import RecordError, UsageError
from kg.sources import Web, read
from kg.sources.state import read_state

FEED = (
    "<rss version='2.0'><channel><title>Avisen</title><item><title>Ny plan</title>"
    "<link>https://avis.example/1</link><description>Byrådet har en plan.</description></item>"
    "</channel></rss>"
).encode()
PAGE = (
    "<html><head><title>Ny plan</title></head><body><article><p>Byrådet har en plan for "
    "havnen, som skal give plads til tusind boliger.</p></article></body></html>"
).encode()
ETAG, MODIFIED = '"17"', "Thu, 09 May 2024 10:00:00 GMT"


class _Pages(BaseHTTPRequestHandler):
    """What the server answers at each path."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        getattr(self, self.path.strip("/").split("?")[0].replace("-", "_"), self.nothing)()

    def log_message(self, *_):
        pass

    def answer(self, content, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def nothing(self):
        self.answer(b"", 404)

    def feed(self):
        if self.headers["If-None-Match"] == ETAG:
            self.answer(b"", 304, ETag=ETAG)
        else:
            self.answer(FEED, ETag=ETAG, Last_Modified=MODIFIED)

    def dated(self):
        same = self.headers["If-Modified-Since"] == MODIFIED
        self.answer(b"" if same else FEED, 304 if same else 200, Last_Modified=MODIFIED)

    def page(self):
        self.answer(PAGE, Content_Type="text/html; charset=utf-8")

    def packed(self):
        self.answer(gzip.compress(FEED), Content_Encoding="gzip")

    def bomb(self):
        self.answer(gzip.compress(bytes(3_000_000)), Content_Encoding="gzip")

    def moved(self):
        self.answer(b"", 301, Location="/feed")

    def inward(self):
        self.answer(b"", 302, Location=f"http://127.0.0.2:{self.server.server_port}/feed")

    def to_file(self):
        self.answer(b"", 302, Location="file:///etc/passwd")

    def circle(self):
        self.answer(b"", 302, Location="/circle")

    def slow(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b"<!-- -->")
            self.wfile.flush()
            time.sleep(0.1)

    def silent(self):
        time.sleep(60)

    def short(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(FEED) + 100))
        self.end_headers()
        self.wfile.write(FEED)


@pytest.fixture(scope="module")
def server():
    pages = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    pages.daemon_threads = True
    pages.asked = []
    thread = threading.Thread(target=pages.serve_forever, daemon=True)
    thread.start()
    yield pages
    pages.shutdown()
    pages.server_close()


@pytest.fixture
def address(server):
    server.asked.clear()
    return f"http://127.0.0.1:{server.server_port}"


def web(**limits):
    return Web(private=frozenset({"127.0.0.1"}), **limits)


def error_of(url, settings):
    (error,) = read(url, web=settings)
    assert isinstance(error, RecordError)
    assert "\n" not in str(error)
    assert str(error).startswith(url)
    return str(error)


@pytest.mark.parametrize("path", ["/feed", "/packed", "/moved", "/feed?rss=1"])
def test_feed_is_fetched(server, address, path):
    (article,) = read(address + path, web=web())
    assert (article.outlet, article.text) == ("Avisen", "Byrådet har en plan.")
    assert server.asked[0][1]["User-Agent"].startswith("kg/")


def test_who_asks_can_be_said(server, address, monkeypatch):
    monkeypatch.setenv("KG_USER_AGENT", "Avisens arkiv (arkiv@avis.example)")
    list(read(f"{address}/feed", web=web()))
    assert server.asked[0][1]["User-Agent"] == "Avisens arkiv (arkiv@avis.example)"


def test_page_is_an_article_of_its_address(address):
    (article,) = read(f"{address}/page", web=web())
    assert article.url == f"{address}/page"
    assert article.title == "Ny plan"


@pytest.mark.parametrize("path", ["/feed", "/dated"])
def test_what_has_not_changed_is_not_sent_again(address, path):
    first = web()
    assert len(list(read(address + path, web=first))) == 1
    assert list(read(address + path, web=web(seen=first.fetched))) == []


@pytest.mark.parametrize(
    ("path", "limits", "said"),
    [
        ("/nowhere", {}, "the server says 404"),
        ("/circle", {}, "more than 5 redirects"),
        ("/inward", {}, "127.0.0.2, a private address; --allow-private 127.0.0.2"),
        ("/to-file", {}, "is no address of a page"),
        ("/bomb", {"largest": 1_000_000}, "larger than 1,000,000 bytes"),
        ("/slow", {"seconds": 0.5}, "not whole after 0.5 seconds"),
        ("/silent", {"pause": 0.2}, "no answer that can be read"),
        ("/short", {}, "no answer that can be read"),
    ],
)
def test_what_cannot_be_fetched_is_told(address, path, limits, said):
    begun = time.monotonic()
    assert said in error_of(address + path, web(**limits))
    assert time.monotonic() - begun < 20  # the server would go on for a minute


def test_nobody_there_is_told():
    assert "no answer" in error_of("http://127.0.0.1:9/feed", web())


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"]
)
def test_private_address_is_refused(host):
    assert "a private address; --allow-private" in error_of(f"http://{host}:9/feed", Web())


def test_load_remembers_what_it_fetched(server, address, tmp_path):
    state = tmp_path / "feeds.json"
    load = (
        *("load", f"{address}/feed", "--store", tmp_path / "news.graph", "--format", "json"),
        *("--allow-private", "127.0.0.1", "--feed-state", state),
    )
    figures = [json.loads(kg(*load).stdout)["read"] for _ in range(2)]
    assert figures == [1, 0]
    assert read_state(str(state)) == {
        f"{address}/feed": {"etag": ETAG, "modified": MODIFIED},
    }


def test_damaged_state_is_told(tmp_path):
    state = tmp_path / "feeds.json"
    state.write_text("[17")
    with pytest.raises(UsageError, match=r"feeds\.json: no state of feeds"):
        read_state(str(state))
    state.write_text("{}")
    assert "private address" in one_line(
        kg("annotate", "http://127.0.0.1:9/", "--feed-state", state)
    )

"""A real Neo4j community server for the tests, started from the jars that Maven resolves.

Jars are kept between runs in `$KG_CACHE`, else `$XDG_CACHE_HOME/kg`, else `~/.cache/kg`. Everything
else (data, configuration, log) is in a temporary folder. The server listens on free loopback ports,
asks for a password made for the run, and is ended by its process id.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import neo4j
import pytest


class Line(NamedTuple):
    """A line of Neo4j: the version that the tests run, and what it takes to run it.

    That is its main class and the Java versions it runs on, [first, last].
    """

    version: str
    main: str
    java: tuple[int, int]


LINES = {
    "5.26": Line("5.26.12", "org.neo4j.server.CommunityEntryPoint", (17, 21)),
    "2026": Line("2026.05.0", "org.neo4j.server.Neo4jCommunity", (21, 99)),
}
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util", "java.lang")
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kg</groupId> <artifactId>neo4j-server</artifactId> <version>1</version>
  <packaging>pom</packaging>
  <dependencies>{}</dependencies>
</project>
"""
DEPENDENCY = (
    "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
)


class ServerError(Exception):
    """No server can be had here, or it did not start."""


def cache_folder() -> Path:
    """Return the folder that is kept between runs."""
    if chosen := os.environ.get("KG_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"


def java_for(line: Line) -> tuple[Path, str]:
    """Return the oldest installed Java that the line runs on, with its full version."""
    homes = {Path(os.environ[name]) for name in ("JAVA_HOME", "JDK_HOME") if os.environ.get(name)}
    if found := shutil.which("java"):
        homes.add(Path(found).resolve().parents[1])
    for folder in (
        Path("/usr/lib/jvm"),
        Path("/opt/java"),
        Path("/Library/Java/JavaVirtualMachines"),
        Path.home() / ".sdkman/candidates/java",
    ):
        homes |= {home for pattern in ("*", "*/Contents/Home") for home in folder.glob(pattern)}
    installed = {}
    for home in homes:
        release = home / "release"
        version = (
            re.search(r'JAVA_VERSION="((\d+)[^"]*)"', release.read_text("utf-8"))
            if release.is_file()
            else None
        )
        if version and (home / "bin/java").is_file():
            installed[int(version[2]), str(home)] = (home / "bin/java", version[1])
    first, last = line.java
    fitting = [installed[key] for key in sorted(installed) if first <= key[0] <= last]
    if not fitting:
        raise ServerError(
            f"Neo4j {line.version} needs Java {first} or newer, and none is installed"
        )
    return fitting[0]


def jars(line: Line, *plugins: str) -> Path:
    """Return the folder of the line's jars, or of those plugins alone."""
    if plugins:
        artifacts = [("org.neo4j.procedure", plugin) for plugin in plugins]
        return _fetched(line, "-".join(plugins), artifacts, "-DexcludeTransitive")
    return _fetched(line, "lib", [("org.neo4j", "neo4j")])


def shell_jars(line: Line) -> Path:
    """Return the folder of the jars of the line's cypher-shell."""
    return _fetched(line, "cypher-shell", [("org.neo4j", "cypher-shell")])


def _fetched(line: Line, name: str, artifacts: list[tuple[str, str]], *options: str) -> Path:
    """Return a folder of jars, which Maven fetches when none is kept from an earlier run."""
    kept = cache_folder() / "neo4j" / line.version / name
    if kept.is_dir():
        return kept
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerError(
            f"the jars of Neo4j {line.version} are not in {kept}, and Maven, which fetches them, "
            "is not installed"
        )
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        named = "".join(DEPENDENCY.format(*artifact, line.version) for artifact in artifacts)
        (Path(folder) / "pom.xml").write_text(POM.format(named), "utf-8")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", *options]
        command = [maven, "-q", "-B", *goal, f"-DoutputDirectory={folder}/lib"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerError(
                f"Maven could not fetch Neo4j {line.version}: "
                f"{(done.stdout + done.stderr).strip()[-800:]}"
            )
        try:
            (Path(folder) / "lib").rename(kept)
        except OSError:
            if not kept.is_dir():  # otherwise a run beside this one was quicker
                raise
    return kept


def free_port() -> int:
    """Return a loopback port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server of one line.

    `settings` are added to neo4j.conf at the next start; `heap` is what Java's -Xmx takes,
    `plugins` a folder of jars.
    """

    line: Line
    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    heap: str = "768m"
    plugins: Path | None = None
    flags: tuple[str, ...] = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    password: str = field(default_factory=lambda: secrets.token_hex(12), repr=False)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """The Bolt URL."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.home / "server.log"

    def admin(self, *arguments: str, folder: Path | None = None, heap: str = "512m") -> str:
        """Run neo4j-admin on the server's data, while it is down, and return what that printed.

        It runs in the folder. Raises ServerError when it fails.
        """
        java, _ = java_for(self.line)
        self._configure()
        done = subprocess.run(
            [
                *(str(java), f"-Xmx{heap}", *self.flags),
                *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
                *("-cp", f"{jars(self.line)}/*", "org.neo4j.cli.AdminTool", *arguments),
            ],
            env=os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            cwd=folder or self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerError(f"neo4j-admin: {(done.stdout + done.stderr).strip()[-4000:]}")
        return done.stdout

    def start(self, *, wait: float = 120.0) -> "Server":
        """Start the server; return when it answers.

        At most `wait` seconds later, or at once when `wait` is 0.
        """
        java, _ = java_for(self.line)
        lib = jars(self.line)
        self._configure()
        # The classes of a first start are kept when it ends in order, which halves every later
        # start.
        sharing = (
            f"-XX:SharedArchiveFile={self._archive()}"
            if self.has_archive()
            else f"-XX:ArchiveClassesAtExit={self._written_archive()}"
        )
        classes = f"{lib}/*:{self.plugins}/*" if self.plugins else f"{lib}/*"
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
        command = [
            str(java),
            *self.flags,
            sharing,
            "-Xms256m",
            f"-Xmx{self.heap}",
            *opened,
            "-cp",
            classes,
            self.line.main,
        ]
        with self.log.open("ab") as log:
            folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
            self.process = subprocess.Popen(
                [*command, *folders], stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            )
        if wait:
            self._await(time.monotonic() + wait)
        return self

    def stop(self) -> None:
        """End the server in order, and return when it has ended."""
        self._end(signal.SIGTERM)
        if self._written_archive().exists():
            self._written_archive().replace(self._archive())

    def kill(self) -> None:
        """End the server at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def restart(self, **settings: str) -> None:
        """Stop the server and start it again with other settings.

        A name's underscores stand for dots, two of them for one underscore.
        """
        self.stop()
        self.settings = {
            name.replace("__", "\0").replace("_", ".").replace("\0", "_"): value
            for name, value in settings.items()
        }
        self.start()

    def is_up(self) -> bool:
        """Tell whether the server's process runs."""
        return self.process is not None and self.process.poll() is None

    def session_auth(self) -> tuple[str, str]:
        """Return user and password."""
        return ("neo4j", self.password)

    def has_archive(self) -> bool:
        """Tell whether Java has kept the classes of this line from an earlier run."""
        return self._archive().exists()

    def _archive(self) -> Path:
        """Return where Java keeps the classes of this line, this Java and these flags."""
        flags = "-".join(flag.lstrip("-") for flag in self.flags).replace(":", "")
        return jars(self.line).parent / f"classes-{java_for(self.line)[1]}-{flags}.jsa"

    def _written_archive(self) -> Path:
        """Return where Java writes it: apart, since another server may read or write it then."""
        return self._archive().with_suffix(f".{self.port}.jsa")

    def _configure(self) -> None:
        settings = {
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "128m",
            "db.logs.query.enabled": "OFF",
            # Plans stay when a graph has grown: the tests ask much of small ones, planning is dear.
            "dbms.cypher.statistics_divergence_threshold": "1.0",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # ten seconds otherwise
        } | self.settings
        if self.plugins:
            settings["server.directories.plugins"] = str(self.plugins)
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        (self.home / "conf/neo4j.conf").write_text(
            "".join(f"{k}={v}\n" for k, v in settings.items()), "utf-8"
        )

    def _await(self, deadline: float) -> None:
        """Return when the server takes our password, which replaces the one it comes with."""
        while time.monotonic() < deadline:
            if not self.is_up():
                break
            try:
                return self._sign_in()
            except (
                neo4j.exceptions.ServiceUnavailable,
                neo4j.exceptions.SessionExpired,
                neo4j.exceptions.TransientError,
            ):
                time.sleep(0.05)
        self.kill()
        raise ServerError(
            f"Neo4j {self.line.version} did not answer: "
            f"{self.log.read_text('utf-8', 'replace')[-2000:]}"
        )

    def _sign_in(self) -> None:
        try:
            with neo4j.GraphDatabase.driver(self.url, auth=self.session_auth()) as driver:
                driver.verify_connectivity()
        except neo4j.exceptions.AuthError:
            with neo4j.GraphDatabase.driver(self.url, auth=("neo4j", "neo4j")) as driver:
                driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new",
                    new=self.password,
                    database_="system",
                )

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.is_up():
            self.process.send_signal(how)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None


@contextmanager
def running(name: str, *, imported: str | None = None, **options):
    """Run a server of the line for the time of the block; its data goes when it ends.

    It begins with what is `imported`: by a file of arguments for neo4j-admin.
    """
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-") as home:
        server = Server(LINES[name], Path(home), **options)
        if imported:
            server.admin(f"@{imported}", "neo4j", folder=Path(imported).parent)
        try:
            yield server.start()
        finally:
            # In order only where Java then writes its archive, since that takes seconds.
            server.kill() if server.has_archive() else server.stop()


def obtain(name: str, **options):
    """Return `running(...)`, or skip the test with the reason where no server can be had.

    With `CI` set that is a failure.
    """
    try:
        java_for(LINES[name])
        jars(LINES[name])
    except ServerError as error:
        if os.environ.get("CI"):
            pytest.fail(f"{error}; with CI set the tests on a real server must run", pytrace=False)
        pytest.skip(str(error))
    return running(name, **options)


def own_lines(*, every: bool = False) -> list[str]:
    """Return the lines to start servers of: the newest, or all when `every`.

    `KG_TEST_NEO4J_LINES`, names joined by commas, says otherwise.
    """
    chosen = os.environ.get("KG_TEST_NEO4J_LINES")
    if chosen is not None:
        return [name for name in chosen.split(",") if name]
    return list(LINES) if every else [next(reversed(LINES))]


def lines(*, every: bool = False) -> list[str]:
    """Return what tests run on: "given" when `KG_TEST_NEO4J` is set, else `own_lines`."""
    return ["given"] if os.environ.get("KG_TEST_NEO4J") else own_lines(every=every)


def empty(url: str, *, schema: bool = False) -> None:
    """Delete every node and edge; with `schema` also that, which takes seconds to make again."""
    auth = (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"])
    with (
        neo4j.GraphDatabase.driver(url, auth=auth) as driver,
        driver.session(database=os.environ.get("NEO4J_DATABASE")) as session,
    ):
        session.run(
            "MATCH (n) WHERE $schema OR NOT n:SchemaVersion|WriteLock "
            "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS",
            schema=schema,
        ).consume()
        for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")) if schema else ():
            for name in session.run(
                f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
            ).value():
                session.run(f"DROP {kind} `{name}` IF EXISTS").consume()


def _refuse_data(url: str, auth: tuple[str, str]) -> None:
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
        count = driver.execute_query(
            "MATCH (n) RETURN count(n)", database_=os.environ.get("NEO4J_DATABASE")
        ).records[0][0]
    if count:
        pytest.fail(
            f"KG_TEST_NEO4J names a database with {count} nodes, and the tests delete what they "
            "find: name an empty one",
            pytrace=False,
        )


#: The server of each line, which all tests of the line share: starting one takes seconds.
_started = ExitStack()
_servers: dict[str, Server] = {}


def shared(name: str) -> Server:
    """Return the one server of a line, up, with the settings it has by default."""
    if name not in _servers:
        _servers[name] = _started.enter_context(obtain(name))
    server = _servers[name]
    if server.settings or not server.is_up():
        server.restart()
    return server


def stop_all() -> None:
    """End every server."""
    _servers.clear()
    _started.close()


def sign_in(server: Server, patch: pytest.MonkeyPatch) -> None:
    """Put the credentials of a server into the environment."""
    user, password = server.session_auth()
    patch.setenv("NEO4J_USERNAME", user)
    patch.setenv("NEO4J_PASSWORD", password)
    for name in ("NEO4J_PASSWORD_FILE", "NEO4J_DATABASE"):
        patch.delenv(name, raising=False)


@pytest.fixture(scope="session")  # tests/conftest.py gives it the lines
def neo4j_url(request):
    """Provide the URL of an empty real server, its credentials in the environment; or None."""
    if request.param is None:
        yield None
        return
    if request.param == "given":
        url = os.environ["KG_TEST_NEO4J"]
        _refuse_data(url, (os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ["NEO4J_PASSWORD"]))
        yield url
        empty(url, schema=True)
        return
    server = shared(request.param)
    with pytest.MonkeyPatch.context() as patch:
        sign_in(server, patch)
        yield server.url

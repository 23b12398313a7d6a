"""Base images that stand in for the official ones, where no registry of images can be reached.

Debian is made by debootstrap, with the certificates that this machine trusts and its settings of
pip; Python is Debian's own, Neo4j the jars that the other tests run, too. Each image has the name
that our files give the official one; one of that name that is there already is left alone.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import neo4j_server

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "bases"
MIRROR = "http://deb.debian.org/debian"
#: What tells a container which certificates to trust.
TRUST = ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def docker(*arguments: str | Path, **options) -> str:
    """Run docker and return what it prints; an error shows what it said."""
    done = subprocess.run(
        ["docker", *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, f"docker {arguments[0]}: {(done.stdout + done.stderr)[-3000:]}"
    return done.stdout.strip()


def make_all() -> None:
    """Make every image that our files begin from, and that is not there."""
    python = re.findall(
        r"^FROM (python:\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE
    )
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    neo4j = re.findall(r"image: (neo4j:\S+)", compose)
    for name in {*python, *neo4j}:
        if not _is_there(name):
            make_python(name) if name.startswith("python:") else make_neo4j(name)


def make_python(name: str) -> None:
    """Make python:X.Y.Z-slim-RELEASE from Debian's Python, which must be an X.Y."""
    minor, release = re.fullmatch(r"python:(\d+\.\d+)\.\d+-slim-(\w+)", name).groups()
    make_debian(release)
    _build(name, "python", f"RELEASE={release}")
    found = docker("run", "--rm", name, "python", "-V")
    assert found.startswith(f"Python {minor}."), f"{release} has {found}, and {name} is asked for"


def make_neo4j(name: str, release: str = "trixie") -> None:
    """Make neo4j:VERSION-community from the jars of that version."""
    (line,) = (line for line in neo4j_server.LINES.values() if f":{line.version}-" in name)
    make_debian(release)
    with tempfile.TemporaryDirectory() as folder:
        context = shutil.copytree(HERE, folder, dirs_exist_ok=True)
        shutil.copytree(neo4j_server.jars(line), Path(context, "lib"))
        shutil.copytree(neo4j_server.shell_jars(line), Path(context, "shell"))
        _build(name, "neo4j", f"RELEASE={release}", Path(context))


def make_debian(release: str) -> None:
    """Make debian:RELEASE-slim."""
    name = f"debian:{release}-slim"
    if _is_there(name):
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates"]
        subprocess.run([*command, release, root, MIRROR], check=True, capture_output=True)
        _trust_as_here(root)
        for waste in ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/locale"):
            shutil.rmtree(root / waste, ignore_errors=True)
            (root / waste).mkdir(parents=True)
        changes = [f"--change=ENV {variable}={BUNDLE}" for variable in TRUST]
        with subprocess.Popen(["tar", "-C", root, "-c", "."], stdout=subprocess.PIPE) as tar:
            docker("import", *changes, "-", name, stdin=tar.stdout)


def _trust_as_here(root: Path) -> None:
    """Copy the certificates that this machine trusts, and where its pip and apt look."""
    bundle = Path(os.environ.get("SSL_CERT_FILE", BUNDLE))
    shutil.copyfile(bundle.resolve(), root / BUNDLE.lstrip("/"))
    for file in (Path("/etc/pip.conf"), *Path("/etc/apt/apt.conf.d").glob("99*")):
        if file.is_file():
            shutil.copyfile(file, root / file.relative_to("/"))


def _build(name: str, kind: str, argument: str, context: Path = HERE) -> None:
    file = HERE / f"{kind}.Dockerfile"
    docker("buildx", "build", "-q", "-t", name, "--build-arg", argument, "-f", file, context)


def _is_there(name: str) -> bool:
    found = subprocess.run(["docker", "image", "inspect", name], capture_output=True, check=False)
    return found.returncode == 0


if __name__ == "__main__":
    make_all()

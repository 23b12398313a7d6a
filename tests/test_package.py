"""The wheel: it holds what the program needs besides code, and runs without the checkout."""

import os
import shutil
import site
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


def tracked():
    """Return the files that git knows and that are there, from the repository's root."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of what git tracks, as a release would be."""
    copy = tmp_path_factory.mktemp("source")
    for name in tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(copy)],
        check=True,
        capture_output=True,
    )
    (made,) = out.glob("*.whl")
    return made


def test_wheel_holds_queries_tables_pipelines_and_the_picture(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    wanted = [
        name
        for name in tracked()
        if name.startswith(("kg/", "cypher/")) and not name.endswith("README.md")
    ]
    assert {Path(name).suffix for name in wanted} >= {
        ".cypher",
        ".csv",
        ".gz",
        ".html",
        ".json",
        ".cfg",
    }
    assert [name for name in wanted if name.replace("cypher/", "kg/cypher/", 1) not in names] == []
    assert {"kg/language/pipelines/kg_da/meta.json", "kg/py.typed"} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_wheel_is_small_enough(wheel):
    assert wheel.stat().st_size < 60 * 2**20


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return a function that runs the installed `kg` away from the checkout.

    Its dependencies are those of this environment.
    """
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    python = home / "venv" / "bin" / "python"
    library = Path(
        sysconfig.get_path(
            "purelib", "venv", {"base": str(home / "venv"), "platbase": str(home / "venv")}
        )
    )
    zipfile.ZipFile(wheel).extractall(library)
    (library / "dependencies.pth").write_text("\n".join(_dependencies()), "utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "PYTHON"))}

    def kg(*arguments):
        command = [
            str(python),
            "-c",
            "import sys; from kg.cli import main; sys.argv[0] = 'kg'; main()",
            *arguments,
        ]
        return subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, check=True
        ).stdout

    return kg


def _dependencies():
    """Return this environment's library folders.

    An editable install of kg does not follow: it is named in a .pth file, which is not read there.
    """
    return [*site.getsitepackages()]


def test_installed_command_knows_itself_and_its_queries(installed):
    assert "Usage: kg" in installed("--help")
    assert "threats" in installed("queries")


@pytest.mark.model
def test_installed_command_reads_text(installed):
    (path,) = installed("model", "--path", "da").splitlines()
    assert (Path(path) / "meta.json").exists()
    assert not path.startswith(str(ROOT))

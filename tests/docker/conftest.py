"""Tests in a real Docker engine: `make docker`; see `engine.sh` for where the engine comes from."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
if not os.environ.get("KG_TEST_DOCKER"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def image() -> str:
    """Build our image, upon base images that stand in for the official ones; return its name."""
    import bases

    bases.make_all()
    bases.docker("buildx", "build", "-q", "-t", "kg:local", bases.ROOT)
    return "kg:local"

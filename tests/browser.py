"""The browser that pages are tested in: the system's Chromium or Chrome, by Playwright.

Skipped where there is none, but for a build server (CI): there that fails.
"""

import os
import shutil

import pytest

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)


def missing(what):
    """Skip what cannot be tested here; on a build server fail."""
    if os.environ.get("CI"):
        pytest.fail(f"no {what}; with CI set pages must be tested in a browser")
    pytest.skip(f"no {what}")


@pytest.fixture(scope="module")
def chromium():
    """Start the browser; while it runs, no other event loop can in this thread."""
    if BROWSER is None:
        missing("Chromium or Chrome")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()

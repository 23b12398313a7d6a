"""The `kg` command, run at a terminal of its own by who types: a process and a pty."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from select import select

_KG = (sys.executable, "-c", "from kg.cli import main; main()")


class Typing:
    """A command at a terminal. `shown` is all that it has put there; `output` goes to a file."""

    def __init__(self, output: Path, *arguments: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        env = os.environ | {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"} | environment
        self._output = output
        with output.open("wb") as file:
            self._process = subprocess.Popen(
                [*_KG, *arguments], stdin=slave, stdout=file, stderr=slave, env=env
            )
        os.close(slave)
        self.shown = ""

    def until(self, text: str, seconds: float = 60) -> None:
        """Wait until a text is shown that was not there the last time. Raises AssertionError."""
        end, begin = time.monotonic() + seconds, len(self.shown)
        while text not in self.shown[begin:]:
            assert time.monotonic() < end, f"{text!r} was not shown, but {self.shown!r}"
            if select([self._master], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self._master, 65536).decode("utf-8", "replace")
                except OSError as error:  # the terminal is closed
                    raise AssertionError(f"ended without {text!r}: {self.shown!r}") from error

    def type(self, text: str) -> None:
        """Type a text; a control character is a key."""
        os.write(self._master, text.encode())

    def end(self) -> tuple[int, str]:
        """Wait until the command ends; return its exit code and what it has written."""
        while True:
            try:
                shown = os.read(self._master, 65536)
            except OSError:
                break
            if not shown:
                break
            self.shown += shown.decode("utf-8", "replace")
        code = self._process.wait(60)
        os.close(self._master)
        return code, self._output.read_text("utf-8")

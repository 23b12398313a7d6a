"""The `kg` command, or another, run at a terminal of its own by who types: a process and a pty."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from select import select

_KG = "from kg.cli import main; main()"
#: Makes the terminal that of the process, so that Ctrl-C interrupts it.
_OWN = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"


class Typing:
    """A command at a terminal. `shown` is all that it has put there.

    What it writes goes to the file `output`; without one, to the terminal.
    """

    def __init__(
        self,
        output: Path | None,
        *arguments: str,
        command: Sequence[str] = (sys.executable, "-c", f"{_OWN}; {_KG}"),
        **environment: str,
    ) -> None:
        self._master, slave = pty.openpty()
        size = {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        env = os.environ | size | {"PROMPT_TOOLKIT_NO_CPR": "1"} | environment
        self._output = output
        with ExitStack() as files:
            out = files.enter_context(output.open("wb")) if output else slave
            self._process = subprocess.Popen(
                [*command, *arguments],
                stdin=slave,
                stdout=out,
                stderr=slave,
                env=env,
                start_new_session=True,
            )
        os.close(slave)
        self.shown, self._seen = "", 0

    def until(self, text: str, seconds: float = 20) -> None:
        """Wait until a text is shown after what was waited for before. Raises AssertionError."""
        end = time.monotonic() + seconds
        while (at := self.shown.find(text, self._seen)) < 0:
            assert time.monotonic() < end, f"{text!r} was not shown, but {self.shown!r}"
            if select([self._master], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self._master, 65536).decode("utf-8", "replace")
                except OSError as error:  # the terminal is closed
                    raise AssertionError(f"ended without {text!r}: {self.shown!r}") from error
        self._seen = at + len(text)

    def type(self, text: str) -> None:
        """Type a text; a control character is a key."""
        os.write(self._master, text.encode())

    def end(self) -> tuple[int, str]:
        """Wait until the command ends; return its exit code and what it has written."""
        end = time.monotonic() + 20
        while select([self._master], [], [], max(0.0, end - time.monotonic()))[0]:
            try:
                shown = os.read(self._master, 65536)
            except OSError:
                break
            self.shown += shown.decode("utf-8", "replace")
        if self._process.poll() is None and time.monotonic() > end:
            self._process.kill()
        code = self._process.wait(60)
        os.close(self._master)
        return code, self._output.read_text("utf-8") if self._output else ""

"""What the keys do in the shell, and where what was typed is kept."""

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from kg import settings
from kg.cli.lines import is_whole
from kg.cli.telling import say


def enter_when_whole() -> KeyBindings:
    """Return keys by which Enter hands in a line that is whole, and goes on with one that is not.

    Escape and Enter hand in any.
    """
    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer: Buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        elif is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    return keys


def history() -> History:
    """Return what was typed before; only of this time where no file can be written."""
    path = settings.history()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
    except OSError as error:
        say(f"{path}: what is typed is not kept ({error.strerror}); KG_HISTORY names another file")
        return InMemoryHistory()
    return FileHistory(str(path))

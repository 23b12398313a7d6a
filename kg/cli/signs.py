"""Signs of life that a load leaves: a file for checks of health, figures for Prometheus."""

import time
from pathlib import Path

from kg.errors import UsageError
from kg.loader.run import Summary
from kg.output import open_output

#: What Prometheus is told of the last run.
_FIGURES = ("new", "replaced", "unchanged", "skipped")


class Signs:
    """The files that `--health` and `--metrics` name, either of which may be none."""

    def __init__(self, health: str | None, metrics: str | None) -> None:
        self._health, self._metrics = health, metrics
        self._last_success = 0.0

    def alive(self) -> None:
        """Write the file of health anew: the load has come further."""
        if self._health:
            with open_output(self._health) as file:
                file.write(time.strftime("%Y-%m-%dT%H:%M:%SZ\n", time.gmtime()))

    def ended(self, did: Summary, exit_code: int) -> None:
        """Tell how a run ended; one that failed (exit code 1 or 2) is no sign of life."""
        well = exit_code not in {1, 2}
        if well:
            self.alive()
            self._last_success = time.time()
        if self._metrics:
            self._write(did, exit_code)

    def _write(self, did: Summary, exit_code: int) -> None:
        from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

        registry = CollectorRegistry()

        def gauge(name: str, value: float, text: str) -> None:
            Gauge(f"kg_load_{name}", text, registry=registry).set(value)

        articles = Gauge(
            "kg_load_articles", "Articles of the last run", ["result"], registry=registry
        )
        for figure in _FIGURES:
            articles.labels(figure).set(getattr(did, figure))
        gauge("statements", did.statements, "Statements that the last run stored")
        gauge("seconds", did.seconds, "How long the last run took")
        gauge("exit_code", exit_code, "0 all done, 1 failed, 2 asked wrongly, 3 articles left out")
        gauge("last_run_timestamp_seconds", time.time(), "When the last run ended")
        gauge("last_success_timestamp_seconds", self._last_success, "When one last ended well")
        try:
            write_to_textfile(str(Path(self._metrics or "")), registry)
        except OSError as error:
            raise UsageError(
                f"{self._metrics}: cannot be written ({error.strerror}); choose another --metrics"
            ) from error

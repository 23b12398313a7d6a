"""What the ledger of a store tells: see `kg.loader.ledger`, which writes it."""

from typing import Any

from kg.store.base import UNLIMITED, Store, Table

_FAILED = """MATCH (e:LoadEntry) WHERE e.state = 'skipped'
RETURN e.id AS place, e.why AS why, e.attempts AS attempts, e.at AS last, e.run AS run
ORDER BY last DESC, place"""
_RUNS = """MATCH (r:LoadRun)
RETURN r.begun AS begun, r.ended AS ended, r.state AS state, r.read AS read, r.new AS new,
  r.replaced AS replaced, r.unchanged AS unchanged, r.skipped AS skipped,
  r.statements AS statements, r.why AS why, r.sources AS sources, r.id AS run
ORDER BY begun DESC, run DESC"""
_SOURCES = """MATCH (e:LoadEntry) WHERE e.source <> ''
RETURN e.source AS source, sum(CASE WHEN e.state = 'done' THEN 1 ELSE 0 END) AS stored,
  sum(CASE WHEN e.state = 'skipped' THEN 1 ELSE 0 END) AS failed, max(e.at) AS last
ORDER BY source"""
_TALLY = """MATCH (e:LoadEntry) WHERE e.state = 'skipped' RETURN count(e) AS failed"""


def failed(store: Store) -> Table:
    """Return each place that could not be used yet: why, and in how many runs; newest first."""
    return store.read(_FAILED, None, UNLIMITED)


def runs(store: Store) -> Table:
    """Return each run, the newest first."""
    return store.read(_RUNS, None, UNLIMITED)


def sources(store: Store) -> Table:
    """Return each file or address with how many articles it gave, and when it last gave one."""
    return store.read(_SOURCES, None, UNLIMITED)


def tally(store: Store) -> dict[str, Any]:
    """Return how many runs there were, how the last one ended, and how many places have failed."""
    told = store.read("MATCH (r:LoadRun) RETURN count(r) AS runs", None, UNLIMITED).rows[0][0]
    last = store.read(f"{_RUNS} LIMIT 1", None, UNLIMITED).records()
    left_out = store.read(_TALLY, None, UNLIMITED).rows[0][0]
    ended = last[0] if last else {"ended": None, "state": None}
    return {
        "runs": told,
        "last ended": ended["ended"],
        "last state": ended["state"],
        "failed": left_out,
    }

// Note how far runs have come.
// rows: list of runs
UNWIND $rows AS row
MERGE (r:LoadRun {id: row.id})
SET r.begun = row.begun, r.ended = row.ended, r.state = row.state, r.why = row.why, r.sources = row.sources, r.read = row.read, r.new = row.new,
    r.replaced = row.replaced, r.unchanged = row.unchanged, r.skipped = row.skipped, r.statements = row.statements;

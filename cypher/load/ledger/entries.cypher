// Note what became of articles, and of places that could not be read. A run counts as one attempt, however often it notes something.
// rows: list of entries
UNWIND $rows AS row
MERGE (e:LoadEntry {id: row.id})
SET e.attempts = CASE WHEN e.run = row.run THEN e.attempts ELSE coalesce(e.attempts, 0) + 1 END
SET e.state = row.state, e.source = row.source, e.why = row.why, e.digest = row.digest, e.run = row.run, e.at = row.at;

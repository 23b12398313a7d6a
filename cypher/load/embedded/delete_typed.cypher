// Delete the typed edges of statements. SOURCE and TARGET stand for the labels they join, TYPE for theirs. Each source is walked once.
// sources: list of ids; statements: list of statement ids
UNWIND $sources AS source
MATCH (:SOURCE {id: source})-[r:TYPE]->(:TARGET)
WHERE r.statement_id IN $statements
DELETE r;

// Delete the typed edges of statements. SOURCE and TARGET stand for the labels they join, TYPE for theirs.
// rows: list of [source id, target id, statement id]
UNWIND $rows AS row
MATCH (a:SOURCE {id: row[0]})-[r:TYPE]->(b:TARGET {id: row[1]})
WHERE r.statement_id = row[2]
DELETE r;

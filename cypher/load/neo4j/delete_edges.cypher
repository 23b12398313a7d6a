// Delete the typed edges of statements; TARGET stands for the label of what they reach.
// rows: list of [source id, target id, type, statement id], sorted
UNWIND $rows AS row
MATCH (a:Entity {id: row[0]})
MATCH (b:TARGET {id: row[1]})
MATCH (a)-[r:$(row[2])]->(b)
WHERE r.statement_id = row[3]
DELETE r;

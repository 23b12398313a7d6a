// Let articles bear signs.
// rows: list of {id, sign}
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
MERGE (s:Sign {id: row.sign})
CREATE (a)-[:BEARS]->(s);

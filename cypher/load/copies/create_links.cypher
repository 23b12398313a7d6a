// Link copies to their originals.
// rows: list of {id, origin}
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
MATCH (o:Article {id: row.origin})
CREATE (a)-[:COPY_OF]->(o);

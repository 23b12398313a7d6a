// Roles that are there, as they are.
// rows: list of {source, target, title}
UNWIND $rows AS row
MATCH (p:Person {id: row.source})-[h:HOLDS {title: row.title}]->(o:Entity {id: row.target})
RETURN p.id AS source, o.id AS target, h.title AS title, h.first_seen AS first_seen, h.last_seen AS last_seen;

// Delete roles.
// rows: list of {source, target, title}
UNWIND $rows AS row
MATCH (:Person {id: row.source})-[h:HOLDS {title: row.title}]->(:Entity {id: row.target})
DELETE h;

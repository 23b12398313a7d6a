// Give roles their dates.
// rows: list of {source, target, title, first_seen, last_seen}
UNWIND $rows AS row
MATCH (:Person {id: row.source})-[h:HOLDS {title: row.title}]->(:Entity {id: row.target})
SET h.first_seen = row.first_seen, h.last_seen = row.last_seen
RETURN count(*) AS arrived;

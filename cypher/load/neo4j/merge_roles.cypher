// Add roles, or widen the dates of those that are there. The title is set first for the lock: what is compared is read after it.
// rows: list of {source, target, title, first_seen, last_seen}, sorted
UNWIND $rows AS row
MATCH (p:Entity {id: row.source})
MATCH (o:Entity {id: row.target})
MERGE (p)-[h:HOLDS {title: row.title}]->(o)
SET h.title = row.title
WITH h, row
SET h.first_seen = CASE WHEN h.first_seen <= row.first_seen THEN h.first_seen ELSE coalesce(row.first_seen, h.first_seen) END,
    h.last_seen = CASE WHEN h.last_seen >= row.last_seen THEN h.last_seen ELSE coalesce(row.last_seen, h.last_seen) END
RETURN count(*) AS arrived;

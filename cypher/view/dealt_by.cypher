// Who says and does most to an entity.
// id: string; id of the entity
// returns: id, name, statements, cooperation, conflict
MATCH (:Entity {id: $id})<-[:TOWARD]-(s:Statement)<-[:MADE]-(o:Entity)
WITH o.id AS id, o.name AS name, count(s) AS statements, count(CASE WHEN s.quad ENDS WITH 'cooperation' THEN 1 END) AS cooperation, count(CASE WHEN s.quad ENDS WITH 'conflict' THEN 1 END) AS conflict
RETURN id, name, statements, cooperation, conflict
ORDER BY statements DESC, id LIMIT 12;

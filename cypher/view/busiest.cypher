// Who says and does most.
// returns: id, name, statements
MATCH (e:Entity)-[:MADE]->(s:Statement)
WITH e.id AS id, e.name AS name, count(s) AS statements
RETURN id, name, statements
ORDER BY statements DESC, id LIMIT 12;

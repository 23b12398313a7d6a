// Whom articles that name an entity name, too, most often first.
// id: string; id of the entity
// returns: id, name, articles
MATCH (:Entity {id: $id})<-[:MENTIONS]-(a:Article)
WITH a LIMIT 2000
MATCH (a)-[:MENTIONS]->(o:Entity)
WHERE o.id <> $id
WITH o.id AS id, o.name AS name, count(*) AS articles
RETURN id, name, articles
ORDER BY articles DESC, id LIMIT 12;

// The newest articles that name two entities.
// a: string; id of the one
// b: string; id of the other
// returns: id, title, outlet, published
MATCH (:Entity {id: $a})<-[:MENTIONS]-(x:Article)
WITH x
MATCH (x)-[:MENTIONS]->(o:Entity)
WHERE o.id = $b
RETURN x.id AS id, x.title AS title, x.outlet AS outlet, x.published AS published
ORDER BY coalesce(published, '') DESC, id LIMIT 12;

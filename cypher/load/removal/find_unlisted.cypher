// Those of the entities that no article lists any more.
// ids: list of entity ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE NOT EXISTS { (e)<-[:MENTIONS|IMPLIES]-() }
RETURN e.id AS id;

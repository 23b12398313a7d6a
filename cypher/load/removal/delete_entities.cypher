// Delete entities, with the edges that touch them.
// ids: list of entity ids, sorted
UNWIND $ids AS id
MATCH (e:Entity {id: id})
DETACH DELETE e;

// How many articles list each entity.
// ids: list of entity ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, COUNT { (e)<-[:MENTIONS|IMPLIES]-() } AS ties;

// Untie articles from all entities.
// ids: list of article ids, sorted
UNWIND $ids AS id
MATCH (:Article {id: id})-[m:MENTIONS|IMPLIES]->()
DELETE m;

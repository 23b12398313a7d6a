// Delete what articles mention.
// ids: list of article ids, sorted
UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS]->()
DELETE m;

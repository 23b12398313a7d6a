// Articles that are there, with what tells whether they have changed.
// ids: list of article ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.digest AS digest;

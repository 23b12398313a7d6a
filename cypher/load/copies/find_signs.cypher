// Signs that articles bear.
// ids: list of article ids
UNWIND $ids AS id
MATCH (:Article {id: id})-[:BEARS]->(s:Sign)
RETURN DISTINCT s.id AS id;

// Take their signs from articles.
// ids: list of article ids
UNWIND $ids AS id
MATCH (:Article {id: id})-[b:BEARS]->(:Sign)
DELETE b;

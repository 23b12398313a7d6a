// Make articles copies of none, and none copies of them.
// ids: list of article ids
UNWIND $ids AS id
MATCH (:Article {id: id})-[c:COPY_OF]-(:Article)
WITH DISTINCT c
DELETE c;

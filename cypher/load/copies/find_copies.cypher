// Copies of articles.
// ids: list of article ids
UNWIND $ids AS id
MATCH (:Article {id: id})<-[:COPY_OF]-(c:Article)
RETURN c.id AS id, c.published AS published, c.text AS text;

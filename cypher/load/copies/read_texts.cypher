// Texts of articles.
// ids: list of article ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.published AS published, a.text AS text;

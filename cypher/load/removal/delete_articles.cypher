// Delete articles, with the edges that touch them.
// ids: list of article ids, sorted
UNWIND $ids AS id
MATCH (a:Article {id: id})
DETACH DELETE a;

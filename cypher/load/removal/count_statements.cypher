// Those of the articles that are there, and how many statements each holds.
// ids: list of article ids
UNWIND $ids AS id
MATCH (a:Article {id: id})
OPTIONAL MATCH (a)<-[:`IN`]-(s:Statement)
RETURN a.id AS id, count(s) AS statements;

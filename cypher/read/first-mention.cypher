// The first article of each outlet that mentions somebody, oldest first; articles without a date last.
// name: entity; a name or id of the entity, in any case
// limit: integer, default 50; how many rows
// returns: published, outlet, title, article_id, copy_of (the id of the article that it is a copy of), entity
// drops: article_id, entity
MATCH (n:Entity)
WHERE any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
MATCH (article:Article)-[:MENTIONS]->(n)
WITH n.id AS named, n.name AS entity, article.outlet AS outlet, coalesce(article.published, '9999') AS first, article.id AS id
ORDER BY first, id
WITH named, entity, outlet, collect(id) AS ids
WITH named, entity, outlet, ids[0] AS article_id
MATCH (article:Article {id: article_id})
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN article.published AS published, article.outlet AS outlet, article.title AS title, article_id, original.id AS copy_of, entity
ORDER BY coalesce(published, '9999'), outlet, named
LIMIT $limit;

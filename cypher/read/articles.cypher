// Articles that mention an entity, newest first.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: published, outlet, title, mentions, surfaces, statements, url, article_id, copy_of (the id of the article that it is a copy of), entity
// drops: article_id, url, entity, surfaces, mentions
MATCH (n:Entity)
UNWIND [n.id] + n.names AS n_name
WITH n, n_name WHERE toLower(n_name) = toLower($name)
WITH DISTINCT n
MATCH (article:Article)-[m:MENTIONS]->(n)
WITH n, article, m.count AS mentions, m.surfaces AS surfaces, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (s:Statement)-[:`IN`]->(article)
WITH n, article, mentions, surfaces, day, count(s) AS statements
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN article.published AS published, article.outlet AS outlet, article.title AS title, mentions, surfaces, statements, article.url AS url,
  article.id AS article_id, original.id AS copy_of, n.name AS entity
ORDER BY day DESC, article_id, n.id
LIMIT $limit;

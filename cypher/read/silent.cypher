// Silent actors: who is mentioned most and never says or does anything in a statement.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: name, kind, articles, independent (texts that are no copies of each other), id
// drops: id
MATCH (e:Entity)
WHERE NOT EXISTS { MATCH (e)-[:MADE]->(:Statement) }
MATCH (article:Article)-[:MENTIONS]->(e)
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
WITH e.id AS id, e.name AS name, article.id AS article, coalesce(original.id, article.id) AS story, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, name, count(DISTINCT article) AS articles, count(DISTINCT story) AS independent
RETURN name, split(id, ':')[0] AS kind, articles, independent, id
ORDER BY independent DESC, articles DESC, id
LIMIT $limit;

// Silent actors: who is mentioned most and never says or does anything in a statement.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: name, kind, articles, independent (texts that are no copies of each other), id
// drops: id
MATCH (article:Article)-[:MENTIONS]->(e:Entity)
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
WITH e.id AS id, article.id AS article, coalesce(original.id, article.id) AS story, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, count(DISTINCT article) AS articles, count(DISTINCT story) AS independent
OPTIONAL MATCH (n:Entity {id: id})-[:MADE]->(s:Statement)
WITH id, articles, independent, count(s) AS made
WHERE made = 0
WITH id, articles, independent
ORDER BY independent DESC, articles DESC, id
LIMIT $limit
MATCH (n:Entity {id: id})
RETURN n.name AS name, split(id, ':')[0] AS kind, articles, independent, id
ORDER BY independent DESC, articles DESC, id;

// Places in the news, with the country they lie in, most mentioned first.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: place, country, articles, independent (texts that are no copies of each other), id
// drops: id
MATCH (article:Article)-[:MENTIONS]->(e:Place)
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
WITH e.id AS id, article.id AS article, coalesce(original.id, article.id) AS story, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, count(DISTINCT article) AS articles, count(DISTINCT story) AS independent
ORDER BY independent DESC, articles DESC, id
LIMIT $limit
MATCH (p:Place {id: id})
OPTIONAL MATCH (p)-[:LOCATED_IN]->(c:Country)
RETURN p.name AS place, c.name AS country, articles, independent, id
ORDER BY independent DESC, articles DESC, id;

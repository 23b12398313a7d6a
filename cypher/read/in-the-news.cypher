// What the articles are about: entities by how many independent texts mention them, most first.
// What several papers print of one text is an article in each, and one text.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: name, kind, articles, independent (texts that are no copies of each other), mentions (each text once), first, last, id
// drops: id, first, last
MATCH (article:Article)
WITH article, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
WITH article, coalesce(original.id, article.id) AS story
MATCH (article)-[m:MENTIONS]->(e)
WITH e.id AS id, story, count(*) AS prints, max(m.count) AS named, min(article.published) AS first, max(article.published) AS last
WITH id, sum(prints) AS articles, count(*) AS independent, sum(named) AS mentions, min(first) AS first, max(last) AS last
ORDER BY independent DESC, articles DESC, mentions DESC, id
LIMIT $limit
MATCH (n:Entity {id: id})
RETURN n.name AS name, toLower(head([l IN labels(n) WHERE l <> 'Entity'])) AS kind, articles, independent, mentions, first, last, id
ORDER BY independent DESC, articles DESC, mentions DESC, id;

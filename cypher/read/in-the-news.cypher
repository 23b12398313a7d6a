// What the articles are about: entities by how many articles mention them, most first.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: name, kind, articles, mentions, first, last, id
MATCH (article:Article)-[m:MENTIONS]->(e)
WITH e.id AS id, m.count AS named, article.published AS published, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, count(*) AS articles, sum(named) AS mentions, min(published) AS first, max(published) AS last
ORDER BY articles DESC, mentions DESC, id
LIMIT $limit
MATCH (n:Entity {id: id})
RETURN n.name AS name, toLower(head([l IN labels(n) WHERE l <> 'Entity'])) AS kind, articles, mentions, first, last, id
ORDER BY articles DESC, mentions DESC, id;

// What the articles are about: entities by how many articles mention them, most first.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: name, kind, articles, mentions, first, last, id
MATCH (article:Article)-[m:MENTIONS]->(n)
WITH article, m, n, coalesce(article.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH n.id AS id, n.name AS name, CASE WHEN n.id STARTS WITH 'person:' THEN 'person' WHEN n.id STARTS WITH 'country:' THEN 'country'
  WHEN n.id STARTS WITH 'place:' THEN 'place' ELSE 'organisation' END AS kind, count(*) AS articles, sum(m.count) AS mentions,
  min(article.published) AS first, max(article.published) AS last
RETURN name, kind, articles, mentions, first, last, id
ORDER BY articles DESC, mentions DESC, id
LIMIT $limit;

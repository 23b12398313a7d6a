// Persons by how often they are quoted, most first.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: person, quotes, direct (of them in quotation marks), articles, first, last, id
MATCH (p:Person)-[:MADE]->(s:Statement)
WITH p, s, coalesce(s.said_on, s.published, '') AS day
WHERE s.form IN ['direct', 'indirect'] AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH p.id AS id, p.name AS person, count(*) AS quotes, count(CASE WHEN s.form = 'direct' THEN 1 END) AS direct, count(DISTINCT s.article) AS articles,
  min(coalesce(s.said_on, s.published)) AS first, max(coalesce(s.said_on, s.published)) AS last
RETURN person, quotes, direct, articles, first, last, id
ORDER BY quotes DESC, direct DESC, id
LIMIT $limit;

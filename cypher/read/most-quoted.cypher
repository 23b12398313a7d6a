// Persons by how often they are quoted, most first.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: person, quotes, direct (of them in quotation marks), articles, first, last, id
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.source STARTS WITH 'person:' AND s.form IN ['direct', 'indirect']
WITH s.source AS id, s.form AS form, s.article AS article, coalesce(s.said_on, s.published) AS said, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct, count(DISTINCT article) AS articles,
  min(said) AS first, max(said) AS last
ORDER BY quotes DESC, direct DESC, id
LIMIT $limit
MATCH (p:Person {id: id})
RETURN p.name AS person, quotes, direct, articles, first, last, id
ORDER BY quotes DESC, direct DESC, id;

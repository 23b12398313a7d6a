// Persons by how often they are quoted, most first.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: person, quotes, direct (of them in quotation marks), articles, independent (texts that are no copies of each other), first, last, id
// drops: id, first, last
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.source STARTS WITH 'person:' AND s.form IN ['direct', 'indirect']
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS id, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story,
  coalesce(s.said_on, s.published) AS said, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, story, article, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct, min(said) AS first, max(said) AS last
WITH id, story, max(quotes) AS quotes, max(direct) AS direct, count(*) AS prints, min(first) AS first, max(last) AS last
WITH id, sum(quotes) AS quotes, sum(direct) AS direct, sum(prints) AS articles, count(*) AS independent, min(first) AS first, max(last) AS last
ORDER BY quotes DESC, direct DESC, id
LIMIT $limit
MATCH (p:Person {id: id})
RETURN p.name AS person, quotes, direct, articles, independent, first, last, id
ORDER BY quotes DESC, direct DESC, id;

// Who speaks for a country, an organisation or a place: people with a title there, by how often they are quoted, most first.
// What several papers print of one text counts once.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: person, titles, of, quotes, direct (of them in quotation marks), independent (texts that are no copies of each other), last (day quoted), id
// drops: id, last, direct
MATCH (x:Entity)
WHERE any(known IN [x.id] + x.names WHERE toLower(known) = toLower($name))
MATCH (p:Person)-[h:HOLDS]->(x)
WHERE p.id <> x.id
WITH p, x, h.title AS title
ORDER BY title
WITH p, x.id AS held, x.name AS of, collect(title) AS titles
MATCH (p)-[:MADE]->(s:Statement)
WHERE s.form IN ['direct', 'indirect'] AND s.confidence >= $min_confidence
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH p.id AS id, p.name AS person, held, of, titles, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story,
  coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH id, person, held, of, titles, story, article, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct, max(day) AS last
WITH id, person, held, of, titles, story, max(quotes) AS quotes, max(direct) AS direct, max(last) AS last
WITH id, person, held, of, titles, sum(quotes) AS quotes, sum(direct) AS direct, count(*) AS independent, max(last) AS last
RETURN person, titles, of, quotes, direct, independent, last, id
ORDER BY quotes DESC, independent DESC, id, held
LIMIT $limit;

// Whom somebody deals with: everybody they act on or who acts on them, how often each way.
// What several papers print of one text counts once.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: other, outgoing (statements), incoming, independent (texts that are no copies of each other), other_id
// drops: other_id
OPTIONAL MATCH (n:Entity)
WHERE any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.negated = false AND s.target IS NOT NULL AND s.source <> s.target AND (s.source IN named OR s.target IN named)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH named, s.source AS x, s.target AS y, s.quad AS quad, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH CASE WHEN x IN named THEN y ELSE x END AS other_id, x IN named AS out, article, story
WITH other_id, story, article, count(CASE WHEN out THEN 1 END) AS outgoing, count(CASE WHEN NOT out THEN 1 END) AS incoming
WITH other_id, story, max(outgoing) AS outgoing, max(incoming) AS incoming
WITH other_id, sum(outgoing) AS outgoing, sum(incoming) AS incoming, count(*) AS independent
WITH other_id, outgoing, incoming, independent, outgoing + incoming AS both
ORDER BY both DESC, other_id
LIMIT $limit
MATCH (e:Entity {id: other_id})
RETURN e.name AS other, outgoing, incoming, independent, other_id
ORDER BY both DESC, other_id;

// Who acted on or spoke to whom for the first time within the dates, newest first.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, target, first, statements, independent (texts that are no copies of each other), source_id, target_id
// drops: source_id, target_id
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.negated = false AND s.target IS NOT NULL AND s.source <> s.target
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS x, s.target AS y, s.quad AS quad, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WITH x, y, min(CASE WHEN day <> '' THEN day END) AS day, count(*) AS statements, count(DISTINCT story) AS independent
WHERE day IS NOT NULL AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH x AS source_id, y AS target_id, day AS first, statements, independent
ORDER BY first DESC, source_id, target_id
LIMIT $limit
MATCH (a:Entity {id: source_id})
MATCH (b:Entity {id: target_id})
RETURN a.name AS source, b.name AS target, first, statements, independent, source_id, target_id
ORDER BY first DESC, source_id, target_id;

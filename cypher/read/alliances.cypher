// Pairs that cooperate with each other, in words or deeds, in both directions; the closest first.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: a, b, a_to_b (statements), b_to_a, independent (texts that are no copies of each other), a_id, b_id
// drops: a_id, b_id
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.negated = false AND s.target IS NOT NULL AND s.source <> s.target AND s.quad IN ['verbal cooperation', 'material cooperation']
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS x, s.target AS y, s.quad AS quad, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH CASE WHEN x < y THEN x ELSE y END AS a_id, CASE WHEN x < y THEN y ELSE x END AS b_id, x < y AS forward, article, story
WITH a_id, b_id, story, article, count(CASE WHEN forward THEN 1 END) AS a_to_b, count(CASE WHEN NOT forward THEN 1 END) AS b_to_a
WITH a_id, b_id, story, max(a_to_b) AS a_to_b, max(b_to_a) AS b_to_a
WITH a_id, b_id, sum(a_to_b) AS a_to_b, sum(b_to_a) AS b_to_a, count(*) AS independent
WHERE a_to_b > 0 AND b_to_a > 0
WITH a_id, b_id, a_to_b, b_to_a, independent, a_to_b + b_to_a AS both
ORDER BY both DESC, a_id, b_id
LIMIT $limit
MATCH (a:Entity {id: a_id})
MATCH (b:Entity {id: b_id})
RETURN a.name AS a, b.name AS b, a_to_b, b_to_a, independent, a_id, b_id
ORDER BY both DESC, a_id, b_id;

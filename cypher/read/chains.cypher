// Chains from one over a second to a third: whom somebody acts on, and whom these act on in turn; the strongest first, a chain being as strong as its weaker step.
// What several papers print of one text counts once.
// name: entity; a name or id of the entity, in any case
// quad: string, default ""; only conflict or only cooperation, or a class of these as "verbal conflict"
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: a, b, c, a_to_b (texts that are no copies of each other), b_to_c, a_id, b_id, c_id
// drops: a_id, b_id, c_id
MATCH (n:Entity)
WHERE any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
MATCH (n)-[:MADE]->(s:Statement)
WHERE s.target IS NOT NULL AND s.target <> s.source AND s.negated = false AND s.confidence >= $min_confidence AND ($quad = '' OR s.quad CONTAINS $quad)
  AND ($since = '' OR coalesce(s.said_on, s.published) >= $since)
  AND ($until = '' OR left(coalesce(s.said_on, s.published), size($until)) <= $until)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS a_id, s.target AS b_id, count(DISTINCT coalesce(original.id, s.article)) AS a_to_b
MATCH (m:Entity {id: b_id})
MATCH (m)-[:MADE]->(t:Statement)
WHERE t.target IS NOT NULL AND t.target <> b_id AND t.target <> a_id AND t.negated = false AND t.confidence >= $min_confidence
  AND ($quad = '' OR t.quad CONTAINS $quad)
  AND ($since = '' OR coalesce(t.said_on, t.published) >= $since)
  AND ($until = '' OR left(coalesce(t.said_on, t.published), size($until)) <= $until)
OPTIONAL MATCH (t)-[:`IN`]->(:Article)-[:COPY_OF]->(first:Article)
WITH a_id, b_id, a_to_b, t.target AS c_id, coalesce(first.id, t.article) AS story
WITH a_id, b_id, c_id, a_to_b, count(DISTINCT story) AS b_to_c
WITH a_id, b_id, c_id, a_to_b, b_to_c, CASE WHEN a_to_b < b_to_c THEN a_to_b ELSE b_to_c END AS weaker
ORDER BY weaker DESC, a_to_b + b_to_c DESC, a_id, b_id, c_id
LIMIT $limit
MATCH (a:Entity {id: a_id})
MATCH (b:Entity {id: b_id})
MATCH (c:Entity {id: c_id})
RETURN a.name AS a, b.name AS b, c.name AS c, a_to_b, b_to_c, a_id, b_id, c_id
ORDER BY weaker DESC, a_to_b + b_to_c DESC, a_id, b_id, c_id;

// For each pair of source and target: how many statements are cooperation and how many conflict, in words and in deeds.
// Statements that are neither are left out. What several papers print of one text counts once.
// name: entity, default ""; a name or id of the source or the target; empty for every pair
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, target, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, balance (cooperation less conflict), independent (texts that are no copies of each other), source_id, target_id
// drops: source_id, target_id
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.negated = false AND s.target IS NOT NULL AND s.quad <> ''
  AND ($name = '' OR s.source IN named OR s.target IN named)
  AND ($since = '' OR coalesce(s.said_on, s.published) >= $since)
  AND ($until = '' OR left(coalesce(s.said_on, s.published), size($until)) <= $until)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS source_id, s.target AS target_id, s.quad AS quad, s.article AS article, coalesce(original.id, s.article) AS story
WITH source_id, target_id, quad, article, min(story) AS story, count(*) AS printed
WITH source_id, target_id, quad, story, max(printed) AS told
WITH source_id, target_id, sum(CASE quad WHEN 'verbal cooperation' THEN told ELSE 0 END) AS verbal_cooperation,
  sum(CASE quad WHEN 'material cooperation' THEN told ELSE 0 END) AS material_cooperation,
  sum(CASE quad WHEN 'verbal conflict' THEN told ELSE 0 END) AS verbal_conflict,
  sum(CASE quad WHEN 'material conflict' THEN told ELSE 0 END) AS material_conflict, count(DISTINCT story) AS independent
WITH source_id, target_id, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, independent,
  verbal_cooperation + material_cooperation - verbal_conflict - material_conflict AS balance
ORDER BY balance, source_id, target_id
LIMIT $limit
MATCH (a:Entity {id: source_id})
MATCH (b:Entity {id: target_id})
RETURN a.name AS source, b.name AS target, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, balance,
  independent, source_id, target_id
ORDER BY balance, source_id, target_id;

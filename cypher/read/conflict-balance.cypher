// For each pair of source and target: how many statements are cooperation and how many conflict, in words and in deeds.
// name: string, default ""; a name or id of the source or the target; empty for every pair
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: source, target, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, balance (cooperation less conflict), source_id, target_id
MATCH (a)-[:MADE]->(s:Statement)-[:TOWARD]->(b)
UNWIND [a.id, b.id] + a.names + b.names AS known
WITH a, b, s, known, coalesce(s.said_on, s.published, '') AS day
WHERE ($name = '' OR toLower(known) = toLower($name)) AND s.negated = false AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH DISTINCT a, b, s
WITH a.id AS source_id, b.id AS target_id, a.name AS source, b.name AS target,
  count(CASE WHEN s.quad = 'verbal cooperation' THEN 1 END) AS verbal_cooperation,
  count(CASE WHEN s.quad = 'material cooperation' THEN 1 END) AS material_cooperation,
  count(CASE WHEN s.quad = 'verbal conflict' THEN 1 END) AS verbal_conflict,
  count(CASE WHEN s.quad = 'material conflict' THEN 1 END) AS material_conflict
RETURN source, target, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict,
  verbal_cooperation + material_cooperation - verbal_conflict - material_conflict AS balance, source_id, target_id
ORDER BY balance, source_id, target_id
LIMIT $limit;

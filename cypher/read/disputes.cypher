// Pairs that are in conflict with each other, in words or deeds, in both directions; the fiercest first.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// limit: integer, default 50; how many rows
// returns: a, b, a_to_b (statements), b_to_a, deeds (of both, material conflict), a_id, b_id
MATCH (x)-[:MADE]->(s:Statement)-[:TOWARD]->(y)
WITH x, y, s, coalesce(s.said_on, s.published, '') AS day
WHERE s.quad IN ['verbal conflict', 'material conflict'] AND s.negated = false AND x.id <> y.id AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH CASE WHEN x.id < y.id THEN x.id ELSE y.id END AS a_id, CASE WHEN x.id < y.id THEN y.id ELSE x.id END AS b_id,
  CASE WHEN x.id < y.id THEN x.name ELSE y.name END AS a, CASE WHEN x.id < y.id THEN y.name ELSE x.name END AS b,
  x.id < y.id AS forward, s.quad AS quad
WITH a_id, b_id, a, b, count(CASE WHEN forward THEN 1 END) AS a_to_b, count(CASE WHEN NOT forward THEN 1 END) AS b_to_a,
  count(CASE WHEN quad = 'material conflict' THEN 1 END) AS deeds
WHERE a_to_b > 0 AND b_to_a > 0
RETURN a, b, a_to_b, b_to_a, deeds, a_id, b_id
ORDER BY a_to_b + b_to_a DESC, a_id, b_id
LIMIT $limit;

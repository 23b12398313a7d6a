// Cooperation and conflict, in words and deeds, month by month (or by day, ISO week or year), oldest first.
// Statements that are neither are left out. What several papers print of one text counts once.
// name: entity, default ""; a name or id of the source or the target; empty for everybody
// by: string, default "month"; the period: day, week (2024-W22), month or year
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: period, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, independent (texts that are no copies of each other)
// drops: independent
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.negated = false AND s.target IS NOT NULL AND s.source <> s.target AND s.quad <> ''
  AND ($name = '' OR s.source IN named OR s.target IN named) AND coalesce(s.said_on, s.published) <> ''
  AND ($since = '' OR coalesce(s.said_on, s.published) >= $since)
  AND ($until = '' OR left(coalesce(s.said_on, s.published), size($until)) <= $until)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS x, s.target AS y, s.quad AS quad, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published) AS day
WITH x, y, quad, article, story, CASE $by WHEN 'day' THEN left(day, 10) WHEN 'month' THEN left(day, 7) WHEN 'year' THEN left(day, 4)
    WHEN 'week' THEN toString(date(left(day, 10)).weekYear) + '-W' + right('0' + toString(date(left(day, 10)).week), 2) END AS period
WHERE period IS NOT NULL
WITH period, x, y, quad, article, min(story) AS story, count(*) AS printed
WITH period, x, y, quad, story, max(printed) AS told
RETURN period, sum(CASE quad WHEN 'verbal cooperation' THEN told ELSE 0 END) AS verbal_cooperation,
  sum(CASE quad WHEN 'material cooperation' THEN told ELSE 0 END) AS material_cooperation,
  sum(CASE quad WHEN 'verbal conflict' THEN told ELSE 0 END) AS verbal_conflict,
  sum(CASE quad WHEN 'material conflict' THEN told ELSE 0 END) AS material_conflict, count(DISTINCT story) AS independent
ORDER BY period
LIMIT $limit;

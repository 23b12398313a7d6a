// How much each outlet quotes: quotes, how many of them in quotation marks, and how many sources. Copies count for each outlet that prints them.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: outlet, quotes, direct (of them in quotation marks), direct_share (of them, from 0 to 1), sources, articles
// drops: articles
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.form IN ['direct', 'indirect']
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS source, s.outlet AS outlet, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
RETURN outlet, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct,
  toFloat(count(CASE WHEN form = 'direct' THEN 1 END)) / count(*) AS direct_share, count(DISTINCT source) AS sources,
  count(DISTINCT article) AS articles
ORDER BY quotes DESC, outlet
LIMIT $limit;

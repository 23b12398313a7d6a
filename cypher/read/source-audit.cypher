// Who is quoted, by kind of source (person, country, organisation, place): how many sources and quotes, and how many of these in quotation marks.
// What several papers print of one text counts once.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: kind, sources, quotes, direct (of them in quotation marks), direct_share (from 0 to 1)
// drops: direct
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.form IN ['direct', 'indirect']
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS source, s.outlet AS outlet, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH source, story, article, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct
WITH source, story, max(quotes) AS quotes, max(direct) AS direct
WITH split(source, ':')[0] AS kind, count(DISTINCT source) AS sources, sum(quotes) AS quotes, sum(direct) AS direct
RETURN kind, sources, quotes, direct, toFloat(direct) / quotes AS direct_share
ORDER BY quotes DESC, kind
LIMIT $limit;

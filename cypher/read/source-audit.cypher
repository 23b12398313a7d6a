// Who is quoted, by kind of source (person, country, organisation, place), by title, by what they belong to (a party, a ministry, a country), or by gender
// where a person's first name tells it (unknown where it does not): how many sources and quotes, how many of these in quotation marks, and the share of all quotes. What several papers print of one text counts once.
// by: string, default "kind"; kind, title, of (whom they belong to) or gender (what the first name tells); who has two titles counts for each
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: kind, sources, quotes, direct (of them in quotation marks), direct_share (of them, from 0 to 1), share (of all quotes)
// drops: direct
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.form IN ['direct', 'indirect']
  AND ($since = '' OR coalesce(s.said_on, s.published) >= $since)
  AND ($until = '' OR left(coalesce(s.said_on, s.published), size($until)) <= $until)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS source, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story
WITH source, story, article, count(*) AS quotes, count(CASE WHEN form = 'direct' THEN 1 END) AS direct
WITH source, story, max(quotes) AS quotes, max(direct) AS direct
WITH source, sum(quotes) AS quotes, sum(direct) AS direct
WITH collect([source, quotes, direct]) AS found, sum(quotes) AS whole
UNWIND found AS one
WITH one[0] AS source, one[1] AS quotes, one[2] AS direct, whole
OPTIONAL MATCH (p:Person {id: source})
OPTIONAL MATCH (:Person {id: source})-[h:HOLDS]->(x)
WITH DISTINCT source, quotes, direct, whole, CASE $by WHEN 'kind' THEN split(source, ':')[0] WHEN 'title' THEN coalesce(h.title, '')
  WHEN 'gender' THEN CASE WHEN p IS NULL THEN 'no person' ELSE coalesce(p.name_gender, 'unknown') END
  WHEN 'of' THEN CASE WHEN x.id <> source THEN x.name ELSE '' END END AS kind
WHERE kind IS NOT NULL
WITH kind, whole, count(*) AS sources, sum(quotes) AS quotes, sum(direct) AS direct
RETURN kind, sources, quotes, direct, toFloat(direct) / quotes AS direct_share, toFloat(quotes) / whole AS share
ORDER BY quotes DESC, kind
LIMIT $limit;

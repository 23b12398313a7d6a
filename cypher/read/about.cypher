// What was said and done about somebody or something by others, newest first: statements directed at them or that name them.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, predicate, about, text, directed (at it; else it is only named), said_on, published, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (b:Entity)
UNWIND [b.id] + b.names AS b_name
WITH b, b_name WHERE toLower(b_name) = toLower($name)
WITH DISTINCT b
MATCH (a)-[:MADE]->(s:Statement)-[r:TOWARD|ABOUT]->(b)
MATCH (s)-[:`IN`]->(article:Article)
WHERE a.id <> b.id
WITH a, b, s, article, max(CASE WHEN s.target = b.id THEN 1 ELSE 0 END) AS aimed, coalesce(s.said_on, s.published, '') AS day
WHERE s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN a.name AS source, s.predicate AS predicate, b.name AS about, s.text AS text, aimed = 1 AS directed, s.said_on AS said_on,
  s.published AS published, s.outlet AS outlet, article.title AS title, original.id AS copy_of,
  s.id AS statement_id
ORDER BY day DESC, s.article, s.start, statement_id
LIMIT $limit;

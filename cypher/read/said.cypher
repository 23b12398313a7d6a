// Everything that somebody said, newest first: every statement of theirs but plain actions.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, predicate, target, text, form, negated, said_on, published, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet, form
MATCH (a:Entity)
UNWIND [a.id] + a.names AS a_name
WITH a, a_name WHERE toLower(a_name) = toLower($name)
WITH DISTINCT a
MATCH (a)-[:MADE]->(s:Statement)-[:`IN`]->(article:Article)
OPTIONAL MATCH (s)-[:TOWARD]->(b)
WITH a, b, s, article, coalesce(s.said_on, s.published, '') AS day
WHERE s.form <> 'action' AND s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN a.name AS source, s.predicate AS predicate, b.name AS target, s.text AS text, s.form AS form, s.negated AS negated, s.said_on AS said_on,
  s.published AS published, s.outlet AS outlet, article.title AS title, original.id AS copy_of,
  s.id AS statement_id
ORDER BY day DESC, s.article, s.start, statement_id
LIMIT $limit;

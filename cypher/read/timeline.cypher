// Everything that an entity said, did or was the target of, oldest first.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: day, source, predicate, target, text, negated, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (n:Entity)
UNWIND [n.id] + n.names AS n_name
WITH n, n_name WHERE toLower(n_name) = toLower($name)
WITH DISTINCT n
MATCH (n)-[:MADE|TOWARD]-(s:Statement)
WITH DISTINCT s
MATCH (s)<-[:MADE]-(a)
MATCH (s)-[:`IN`]->(article:Article)
OPTIONAL MATCH (s)-[:TOWARD]->(b)
WITH DISTINCT a, b, s, article, coalesce(s.event_on, s.said_on, left(s.published, 10), '') AS day
WHERE s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN day, a.name AS source, s.predicate AS predicate, b.name AS target, s.text AS text, s.negated AS negated,
  s.outlet AS outlet, article.title AS title, original.id AS copy_of,
  s.id AS statement_id
ORDER BY day, s.article, s.start, statement_id
LIMIT $limit;

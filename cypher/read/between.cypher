// Statements between two entities, both ways, newest first.
// a: entity; a name or id of the one, in any case
// b: entity; a name or id of the other
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, predicate, target, text, negated, said_on, published, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (x:Entity)
UNWIND [x.id] + x.names AS x_name
WITH x, x_name WHERE toLower(x_name) = toLower($a)
WITH DISTINCT x
MATCH (y:Entity)
UNWIND [y.id] + y.names AS y_name
WITH x, y, y_name WHERE toLower(y_name) = toLower($b)
UNWIND [[x.id, y.id], [y.id, x.id]] AS pair
WITH DISTINCT pair
MATCH (p:Entity {id: pair[0]})-[:MADE]->(s:Statement)-[:TOWARD]->(q:Entity {id: pair[1]})
MATCH (s)-[:`IN`]->(article:Article)
WITH p, q, s, article, coalesce(s.said_on, s.published, '') AS day
WHERE s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN p.name AS source, s.predicate AS predicate, q.name AS target, s.text AS text, s.negated AS negated, s.said_on AS said_on,
  s.published AS published, s.outlet AS outlet, article.title AS title, original.id AS copy_of,
  s.id AS statement_id
ORDER BY day DESC, s.article, s.start, statement_id
LIMIT $limit;

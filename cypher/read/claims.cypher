// What somebody says that another did: statements inside a statement, newest first. They are not facts until somebody else confirms them.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: reported_by, source, predicate, target, text, said_on, published, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (a)-[:MADE]->(s:Statement)-[:REPORTED_BY]->(teller)
MATCH (s)-[:`IN`]->(article:Article)
OPTIONAL MATCH (s)-[:TOWARD]->(b)
WITH a, b, s, teller, article, coalesce(s.said_on, s.published, '') AS day
WHERE s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN teller.name AS reported_by, a.name AS source, s.predicate AS predicate, b.name AS target, s.text AS text, s.said_on AS said_on,
  s.published AS published, s.outlet AS outlet, article.title AS title, original.id AS copy_of,
  s.id AS statement_id
ORDER BY day DESC, s.article, s.start, statement_id
LIMIT $limit;

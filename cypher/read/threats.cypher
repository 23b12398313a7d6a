// Who threatened whom with what, newest first: a row for each one threatened, or named in the threat when nobody is.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, target, text, claimed_by, negated, said_on, published, outlet, title, target_role, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (a)-[r:THREATENED]->(b)
MATCH (s:Statement {id: r.statement_id})-[:`IN`]->(article:Article)
WITH a, b, r, s, article, coalesce(s.said_on, s.published, '') AS day
WHERE s.confidence >= $min_confidence AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
OPTIONAL MATCH (s)-[:REPORTED_BY]->(teller) WHERE teller.id <> a.id
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
RETURN a.name AS source, CASE WHEN b:Entity THEN b.name END AS target, r.text AS text, teller.name AS claimed_by, r.negated AS negated, r.said_on AS said_on,
  article.published AS published, article.outlet AS outlet, article.title AS title, r.target_role AS target_role, original.id AS copy_of,
  r.statement_id AS statement_id
ORDER BY day DESC, source, statement_id, coalesce(target, '')
LIMIT $limit;

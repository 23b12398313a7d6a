// What somebody says that another did: statements inside a statement, newest first. They are not facts until somebody else confirms them.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: claimed_by, source, predicate, target, topics, text, negated, modality, confidence, said_on, published, outlet, title, copy_of (the id of the article that its article is a copy of), statement_id
// drops: statement_id, title, outlet
MATCH (s:Statement)
WHERE s.reported_by IS NOT NULL AND s.reported_by <> s.source AND s.confidence >= $min_confidence
WITH s, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH s, day
ORDER BY day DESC, s.article, s.start, s.id
LIMIT $limit
MATCH (s)<-[:MADE]-(a:Entity)
MATCH (s)-[:`IN`]->(article:Article)
OPTIONAL MATCH (s)-[:TOWARD]->(b:Entity)
OPTIONAL MATCH (s)-[:REPORTED_BY]->(teller:Entity) WHERE teller.id <> a.id
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
OPTIONAL MATCH (s)-[:ABOUT]->(topic:Entity)
WITH s, day, a, article, b, teller, original, topic
ORDER BY topic.id
WITH s, day, a, article, b, teller, original, collect(topic.name) AS topics
RETURN teller.name AS claimed_by, a.name AS source, s.predicate AS predicate, b.name AS target, topics, s.text AS text,
  s.negated AS negated, s.modality AS modality, s.confidence AS confidence, s.said_on AS said_on, s.published AS published,
  s.outlet AS outlet, article.title AS title, original.id AS copy_of, s.id AS statement_id
ORDER BY day DESC, s.article, s.start, statement_id;

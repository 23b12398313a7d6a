// Who answered whom: what one says or does to the other, and what comes back next, at most some days later, newest first.
// Of copies the earliest text counts. What others claim of the two is left out unless it is asked for.
// name: entity, default ""; a name or id of the one or the other; empty for everybody
// days: integer, default 7; how many days may lie between
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// claims: boolean, default false; whether what others claim of them counts, too
// limit: integer, default 50; how many rows
// returns: source, predicate, text, negated, modality, said_on, claimed_by (another who says so), answered_by, answer (predicate), answer_text, answer_negated, answer_modality, answered_on, answer_claimed_by, days (between), confidence, answer_confidence, statement_id, answer_id
// drops: statement_id, answer_id, confidence, answer_confidence
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.target IS NOT NULL AND s.target <> s.source AND ($claims OR s.reported_by IS NULL OR s.reported_by = s.source) AND s.confidence >= $min_confidence
  AND ($name = '' OR s.source IN named OR s.target IN named)
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.id AS id, s.source AS x, s.target AS y, s.article AS article, s.start AS start, original.id AS original, left(coalesce(s.said_on, s.published, ''), 10) AS day
WHERE original IS NULL AND day <> ''
WITH CASE WHEN x < y THEN x ELSE y END AS one, CASE WHEN x < y THEN y ELSE x END AS other, id, x, day, article, start
ORDER BY day, article, start, id
WITH one, other, collect({id: id, source: x, day: day}) AS told
UNWIND range(1, size(told) - 1) AS i
WITH told[i - 1] AS before, told[i] AS after
WHERE before.source <> after.source
WITH before.id AS first_id, after.id AS reply_id, before.day AS first_day, after.day AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH first_id, reply_id, day, duration.inDays(date(first_day), date(day)).days AS days
WHERE days <= $days
WITH first_id, reply_id, day, days
ORDER BY day DESC, reply_id
LIMIT $limit
MATCH (s:Statement {id: first_id})
MATCH (t:Statement {id: reply_id})
MATCH (s)<-[:MADE]-(a:Entity)
MATCH (t)<-[:MADE]-(b:Entity)
OPTIONAL MATCH (s)-[:REPORTED_BY]->(x:Entity) WHERE x.id <> a.id
OPTIONAL MATCH (t)-[:REPORTED_BY]->(y:Entity) WHERE y.id <> b.id
RETURN a.name AS source, s.predicate AS predicate, s.text AS text, s.negated AS negated, s.modality AS modality, coalesce(s.said_on, s.published) AS said_on, x.name AS claimed_by,
  b.name AS answered_by, t.predicate AS answer, t.text AS answer_text, t.negated AS answer_negated, t.modality AS answer_modality,
  coalesce(t.said_on, t.published) AS answered_on, y.name AS answer_claimed_by, days, s.confidence AS confidence, t.confidence AS answer_confidence, s.id AS statement_id, t.id AS answer_id
ORDER BY day DESC, t.id;

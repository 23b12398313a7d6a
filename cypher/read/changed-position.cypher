// Who changed position: for somebody or something first and against it later, or the other way round; the latest change of each, newest first.
// For it is who supports, praises or agrees, against it who opposes, rejects or criticises. What others claim of them is left out unless it is asked for, and so is what is not told as a fact.
// name: entity, default ""; a name or id of the one or the other; empty for everybody
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// claims: boolean, default false; whether what others claim of them counts, too
// limit: integer, default 50; how many rows
// returns: source, about, before (predicate), before_negated, before_text, before_on, before_claimed_by (another who says so), after (predicate), after_negated, after_text, after_on, after_claimed_by, before_confidence, after_confidence, before_id, after_id
// drops: before_id, after_id, before_confidence, after_confidence
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.predicate IN ['SUPPORTED', 'PRAISED', 'AGREED', 'OPPOSED', 'REJECTED', 'CRITICISED'] AND s.modality = 'asserted'
  AND ($claims OR s.reported_by IS NULL OR s.reported_by = s.source) AND s.confidence >= $min_confidence
WITH named, s, coalesce(s.said_on, s.published, '') AS day
WHERE day <> '' AND ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
UNWIND CASE WHEN s.target IS NULL THEN s.topics ELSE [s.target] END AS about
WITH s.source AS source, about, s.id AS id, left(day, 10) AS day, s.negated <> (s.predicate IN ['SUPPORTED', 'PRAISED', 'AGREED']) AS for_it, named
WHERE $name = '' OR source IN named OR about IN named
WITH source, about, id, day, for_it
ORDER BY day, id
WITH source, about, collect(id) AS ids, collect(day) AS days, collect(for_it) AS sides
WHERE true IN sides AND false IN sides
WITH source, about, ids, days, sides, last(days) AS day, last(sides) AS side
WITH source, about, day, last(ids) AS after_id, last([i IN range(0, size(ids) - 1) WHERE sides[i] <> side AND days[i] < day | ids[i]]) AS before_id
WHERE before_id IS NOT NULL
WITH source, about, day, before_id, after_id
ORDER BY day DESC, source, about
LIMIT $limit
MATCH (a:Entity {id: source})
MATCH (b:Entity {id: about})
MATCH (s:Statement {id: before_id})
MATCH (t:Statement {id: after_id})
OPTIONAL MATCH (s)-[:REPORTED_BY]->(x:Entity) WHERE x.id <> source
OPTIONAL MATCH (t)-[:REPORTED_BY]->(y:Entity) WHERE y.id <> source
RETURN a.name AS source, b.name AS about, s.predicate AS before, s.negated AS before_negated, s.text AS before_text, coalesce(s.said_on, s.published) AS before_on, x.name AS before_claimed_by,
  t.predicate AS after, t.negated AS after_negated, t.text AS after_text, coalesce(t.said_on, t.published) AS after_on, y.name AS after_claimed_by,
  s.confidence AS before_confidence, t.confidence AS after_confidence, before_id, after_id
ORDER BY day DESC, a.id, b.id;

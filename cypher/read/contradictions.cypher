// What is confirmed here and denied there: the same said of the same one, or of just the same ones, once so and once not so, the newest of either side beside each other.
// Who confirms and who denies may be two; of all else the one is meant who is said to have done it. Only what is told as a fact counts.
// name: entity, default ""; a name or id of the one or the other; empty for everybody
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source (nobody where others confirm and deny), predicate, about, confirmed (what was said), confirmed_by (who claims it; nobody where the paper itself does), confirmed_on, confirmed_in (outlet), denied, denied_by, denied_on, denied_in, confirmations (statements), denials, confirmed_confidence, denied_confidence, confirmed_id, denied_id
// drops: confirmed_id, denied_id, denials, confirmations, denied_in, confirmed_in
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
OPTIONAL MATCH (n)<-[:REPORTED_BY]-(claim:Statement)
WITH collect(DISTINCT n.id) AS named, collect(DISTINCT claim.source) AS claimed
MATCH (s:Statement)
WHERE s.modality = 'asserted' AND s.confidence >= $min_confidence
  AND ($since = '' OR coalesce(s.said_on, s.published) >= $since)
  AND ($until = '' OR left(coalesce(s.said_on, s.published), size($until)) <= $until)
  AND ($name = '' OR s.predicate IN ['CONFIRMED', 'DENIED'] OR s.source IN named OR s.target IN named OR s.source IN claimed
    OR any(topic IN s.topics WHERE topic IN named))
WITH named, s.id AS id, s.source AS maker, s.predicate AS told, s.negated AS negated, s.reported_by AS reporter,
  coalesce(s.said_on, s.published, '') AS day, CASE WHEN s.target IS NULL THEN s.topics ELSE [s.target] END AS abouts
UNWIND abouts AS one
WITH DISTINCT named, id, maker, told, negated, reporter, day, one ORDER BY one
WITH named, id, maker, told, negated, reporter, day, collect(one) AS abouts
WITH named, id, day, reduce(key = '', one IN abouts | key + ' ' + one) AS about, CASE WHEN told IN ['CONFIRMED', 'DENIED'] THEN '' ELSE maker END AS source,
  CASE WHEN told IN ['CONFIRMED', 'DENIED'] THEN maker ELSE reporter END AS teller,
  CASE told WHEN 'DENIED' THEN 'CONFIRMED' WHEN 'REJECTED' THEN 'AGREED' ELSE told END AS predicate,
  negated <> (told IN ['DENIED', 'REJECTED']) AS denied
WITH named, source, predicate, about, max(day) AS newest, collect(teller) AS tellers, count(CASE WHEN denied THEN 1 END) AS denials,
  count(CASE WHEN NOT denied THEN 1 END) AS confirmations, max(CASE WHEN denied THEN day + ' ' + id END) AS last_denial,
  max(CASE WHEN NOT denied THEN day + ' ' + id END) AS last_confirmation
WHERE denials > 0 AND confirmations > 0 AND ($name = '' OR source IN named OR any(one IN split(about, ' ') WHERE one IN named) OR any(teller IN tellers WHERE teller IN named))
WITH source, predicate, about, newest, denials, confirmations, split(last_denial, ' ')[1] AS denied_id, split(last_confirmation, ' ')[1] AS confirmed_id
ORDER BY newest DESC, source, predicate, about
LIMIT $limit
MATCH (c:Statement {id: confirmed_id})
MATCH (d:Statement {id: denied_id})
UNWIND split(about, ' ') AS one
MATCH (b:Entity {id: one})
WITH source, predicate, about, newest, denials, confirmations, c, d, b ORDER BY b.id
WITH source, predicate, about, newest, denials, confirmations, c, d, collect(b.name) AS names
WITH source, predicate, about, newest, denials, confirmations, c, d, names, CASE WHEN source = '' THEN c.source ELSE c.reported_by END AS c_teller,
  CASE WHEN source = '' THEN d.source ELSE d.reported_by END AS d_teller
OPTIONAL MATCH (a:Entity {id: source})
OPTIONAL MATCH (ct:Entity {id: c_teller})
OPTIONAL MATCH (dt:Entity {id: d_teller})
RETURN a.name AS source, predicate, reduce(key = head(names), name IN tail(names) | key + ', ' + name) AS about, c.text AS confirmed, ct.name AS confirmed_by, coalesce(c.said_on, c.published) AS confirmed_on,
  c.outlet AS confirmed_in, d.text AS denied, dt.name AS denied_by, coalesce(d.said_on, d.published) AS denied_on, d.outlet AS denied_in,
  confirmations, denials, c.confidence AS confirmed_confidence, d.confidence AS denied_confidence, c.id AS confirmed_id, d.id AS denied_id
ORDER BY newest DESC, coalesce(a.id, ''), predicate, about;

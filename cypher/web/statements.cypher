// Statements of a choice, the newest first.
// kind: string, default ""; kind of the source, in small letters
// predicate: string, default ""; one of the predicates
// outlet: string, default ""; name of the outlet
// year: string, default ""; the year of the statement's day
// form: string, default ""; direct, indirect, reported or action
// sure: integer, default 0; tenths that the confidence has at least
// skip: integer, default 0; how many rows to leave out first
// limit: integer, default 25; how many rows
// returns: id, day, source, source_name, predicate, negated, modality, target, target_name, text, form, claimed_by, claimed_by_name, outlet, published, confidence, quad, article, topics, topic_names
MATCH (s:Statement)
WITH s, coalesce(s.said_on, s.published, '') AS day
WHERE ($kind = '' OR split(s.source, ':')[0] = $kind) AND ($predicate = '' OR s.predicate = $predicate) AND ($outlet = '' OR s.outlet = $outlet)
  AND ($year = '' OR left(day, 4) = $year) AND ($form = '' OR s.form = $form) AND s.confidence * 10 >= $sure
WITH s, day ORDER BY day DESC, s.id SKIP $skip LIMIT $limit
OPTIONAL MATCH (maker:Entity {id: s.source})
OPTIONAL MATCH (s)-[:TOWARD]->(to:Entity)
OPTIONAL MATCH (s)-[:REPORTED_BY]->(teller:Entity)
OPTIONAL MATCH (s)-[:ABOUT]->(topic:Entity)
WITH s, day, maker, to, teller, collect(topic.id) AS topics, collect(topic.name) AS topic_names
RETURN s.id AS id, day, s.source AS source, maker.name AS source_name, s.predicate AS predicate, s.negated AS negated, s.modality AS modality,
  s.target AS target, to.name AS target_name, s.text AS text, s.form AS form, s.reported_by AS claimed_by, teller.name AS claimed_by_name,
  s.outlet AS outlet, s.published AS published, s.confidence AS confidence, s.quad AS quad, s.article AS article, topics, topic_names
ORDER BY day DESC, id;

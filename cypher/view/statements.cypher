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
WHERE s.confidence >= 0
  AND s.source STARTS WITH $kind + ':' // if kind
  AND s.predicate = $predicate // if predicate
  AND s.outlet = $outlet // if outlet
  AND left(coalesce(s.said_on, s.published, ''), 4) = $year // if year
  AND s.form = $form // if form
  AND s.confidence * 10 >= $sure // if sure
WITH s.id AS id, coalesce(s.said_on, s.published, '') AS day ORDER BY day DESC, id SKIP $skip LIMIT $limit
MATCH (s:Statement {id: id})
OPTIONAL MATCH (maker:Entity {id: s.source})
OPTIONAL MATCH (s)-[:TOWARD]->(to:Entity)
OPTIONAL MATCH (s)-[:REPORTED_BY]->(teller:Entity)
OPTIONAL MATCH (s)-[:ABOUT]->(topic:Entity)
WITH s, day, maker, to, teller, topic ORDER BY topic.id
WITH s, day, maker, to, teller, collect(topic.id) AS topics, collect(topic.name) AS topic_names
RETURN s.id AS id, day, s.source AS source, maker.name AS source_name, s.predicate AS predicate, s.negated AS negated, s.modality AS modality,
  s.target AS target, to.name AS target_name, s.text AS text, s.form AS form, s.reported_by AS claimed_by, teller.name AS claimed_by_name,
  s.outlet AS outlet, s.published AS published, s.confidence AS confidence, s.quad AS quad, s.article AS article, topics, topic_names
ORDER BY day DESC, id;

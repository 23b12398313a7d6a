// Statements to or about an entity, the newest first.
// id: string; id of the entity
// period: string, default ""; only those of a year or month
// skip: integer, default 0; how many rows to leave out first
// limit: integer, default 25; how many rows
// returns: id, day, source, source_name, predicate, negated, modality, target, target_name, text, form, claimed_by, claimed_by_name, outlet, published, confidence, quad, article, topics, topic_names
MATCH (:Entity {id: $id})<-[:TOWARD|ABOUT]-(s:Statement)
WITH DISTINCT s.id AS id, coalesce(s.said_on, s.published, '') AS day
WHERE day STARTS WITH $period // if period
WITH id, day ORDER BY day DESC, id SKIP $skip LIMIT $limit
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

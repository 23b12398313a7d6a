// The statements of an article.
// id: string; id of the article
// returns: id, day, source, source_name, predicate, negated, modality, target, target_name, text, form, claimed_by, claimed_by_name, outlet, published, confidence, quad, article, topics, topic_names
MATCH (:Article {id: $id})<-[:`IN`]-(s:Statement)
WITH s, coalesce(s.said_on, s.published, '') AS day ORDER BY s.start, s.id LIMIT 500
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

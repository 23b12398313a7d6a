// Where a statement comes from: the article, the sentence, and the characters of the text that were read.
// statement_id: string; the id that the other queries and every typed edge carry
// returns: source, predicate, target, topics, text, claimed_by, negated, modality, confidence, cue, sentence, start, end, title, outlet, published, url, article_id, copy_of (the id of the article that it is a copy of)
// drops: article_id, start, end, url, cue
MATCH (a:Entity)-[:MADE]->(s:Statement {id: $statement_id})-[:`IN`]->(article:Article)
OPTIONAL MATCH (s)-[:TOWARD]->(b:Entity)
OPTIONAL MATCH (s)-[:REPORTED_BY]->(teller:Entity) WHERE teller.id <> a.id
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
OPTIONAL MATCH (s)-[:ABOUT]->(topic:Entity)
WITH a, s, article, b, teller, original, topic
ORDER BY topic.id
WITH a, s, article, b, teller, original, collect(topic.name) AS topics
RETURN a.name AS source, s.predicate AS predicate, b.name AS target, topics, s.text AS text, teller.name AS claimed_by, s.negated AS negated,
  s.modality AS modality, s.confidence AS confidence, s.cue AS cue, s.sentence AS sentence, s.start AS start, s.`end` AS `end`,
  article.title AS title, article.outlet AS outlet, article.published AS published, article.url AS url, article.id AS article_id,
  original.id AS copy_of
ORDER BY source;

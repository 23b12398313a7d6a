// Give articles their properties, and create their statements, their mentions and all edges of these. Every node is found once; rows then name it by its
// place among the nodes, articles first, and a statement by its place among the statements. Nothing is created when a node is missing.
// That the articles are locked and new to us is what makes this happen once. Mentions come first and in the order of the entities, which are then locked
// in that order by all writers.
// articles: list of article rows; entities: list of entity ids
// STATEMENT, TYPED, MENTION and IMPLIED stand for maps of all their properties.
// statements: list of [source, article, property...], typed: list of [statement, source, end, target_role],
// links: list of [statement, end, type], each sorted by the ids it joins; mentions and implied: list of [article, entity, property...], sorted by entity
CALL () {
  UNWIND range(0, size($articles) - 1) AS i
  MATCH (a:Article {id: $articles[i].id})
  SET a += $articles[i]
  WITH a ORDER BY i
  RETURN collect(a) AS articles
}
CALL () {
  UNWIND range(0, size($entities) - 1) AS i
  MATCH (e:Entity {id: $entities[i]})
  WITH e ORDER BY i
  RETURN collect(e) AS entities
}
WITH articles + entities AS nodes
WHERE size(nodes) = size($articles) + size($entities)
CALL (nodes) {
  UNWIND $mentions AS row
  WITH row, nodes[row[0]] AS article, nodes[row[1]] AS entity
  CREATE (article)-[:MENTIONS {MENTION}]->(entity)
}
CALL (nodes) {
  UNWIND $implied AS row
  WITH row, nodes[row[0]] AS article, nodes[row[1]] AS entity
  CREATE (article)-[:IMPLIES {IMPLIED}]->(entity)
}
CALL (nodes) {
  UNWIND range(0, size($statements) - 1) AS i
  WITH i, $statements[i] AS row
  WITH i, row, nodes[row[0]] AS source, nodes[row[1]] AS article
  CREATE (source)-[:MADE]->(s:Statement {STATEMENT})-[:IN]->(article)
  WITH s ORDER BY i
  RETURN collect(s) AS statements
}
CALL (nodes, statements) {
  UNWIND $typed AS row
  WITH statements[row[0]] AS s, nodes[row[1]] AS source, nodes[row[2]] AS end, row[3] AS role
  CREATE (source)-[:$(s.predicate) {TYPED, target_role: role}]->(end)
}
CALL (nodes, statements) {
  UNWIND $links AS row
  WITH statements[row[0]] AS s, nodes[row[1]] AS end, row[2] AS type
  CREATE (s)-[:$(type)]->(end)
};

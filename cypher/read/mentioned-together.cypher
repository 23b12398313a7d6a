// Countries named together in at least `least` independent texts, most often first.
// least: integer, default 1; how many texts that are no copies of each other
// limit: integer, default 50; how many rows
// returns: a, b, articles, independent (texts that are no copies of each other), first, last, a_code (ISO 3166-1 alpha-2), b_code
// drops: a_code, b_code, first, last
MATCH (x:Country)<-[:MENTIONS]-(article:Article)-[:MENTIONS]->(y:Country)
WHERE x.id < y.id
OPTIONAL MATCH (article)-[:COPY_OF]->(original:Article)
WITH x.name AS a, y.name AS b, x.code AS a_code, y.code AS b_code, count(DISTINCT article.id) AS articles,
  count(DISTINCT coalesce(original.id, article.id)) AS independent,
  min(article.published) AS first, max(article.published) AS last
WHERE independent >= $least
RETURN a, b, articles, independent, first, last, a_code, b_code
ORDER BY independent DESC, articles DESC, a_code, b_code
LIMIT $limit;

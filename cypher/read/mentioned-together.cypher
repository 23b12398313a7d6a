// Countries named together in at least `least` articles, most often first.
// least: integer, default 1; how many articles
// limit: integer, default 50; how many rows
// returns: a, b, articles, first, last, a_code (ISO 3166-1 alpha-2), b_code
MATCH (x:Country)<-[:MENTIONS]-(article:Article)-[:MENTIONS]->(y:Country)
WHERE x.id < y.id
WITH x.name AS a, y.name AS b, x.code AS a_code, y.code AS b_code, count(DISTINCT article.id) AS articles,
  min(article.published) AS first, max(article.published) AS last
WHERE articles >= $least
RETURN a, b, articles, first, last, a_code, b_code
ORDER BY articles DESC, a_code, b_code
LIMIT $limit;

// Who speaks for whom: people whose title says that they are a spokesperson (talsmand, talsperson, ordfører, ...), and how often they are quoted.
// limit: integer, default 50; how many rows
// returns: person, title, of, quotes, last_seen, id
MATCH (p:Person)-[h:HOLDS]->(x)
WHERE h.title CONTAINS 'talsmand' OR h.title CONTAINS 'talskvinde' OR h.title CONTAINS 'talsperson' OR h.title CONTAINS 'ordfører'
  OR h.title CONTAINS 'pressechef' OR h.title CONTAINS 'spokes'
OPTIONAL MATCH (p)-[:MADE]->(s:Statement)
WITH p.id AS id, p.name AS person, h.title AS title, x.id AS held, x.name AS of, h.last_seen AS last_seen,
  count(CASE WHEN s.form IN ['direct', 'indirect'] THEN 1 END) AS quotes
RETURN person, title, of, quotes, last_seen, id
ORDER BY of, held, person, id, title
LIMIT $limit;

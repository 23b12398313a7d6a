// Who speaks for whom: people whose title says that they are a spokesperson (talsmand, talsperson, ordfører, ...), and how often they are quoted.
// What several papers print of one text counts once.
// limit: integer, default 50; how many rows
// returns: person, title, of, quotes, independent (texts that quote them and are no copies of each other), last_seen, id
// drops: id
MATCH (p:Person)-[h:HOLDS]->(x)
WHERE h.title CONTAINS 'talsmand' OR h.title CONTAINS 'talskvinde' OR h.title CONTAINS 'talsperson' OR h.title CONTAINS 'ordfører'
  OR h.title CONTAINS 'pressechef' OR h.title CONTAINS 'spokes'
WITH DISTINCT p, h.title AS title, x.id AS held, x.name AS of, h.last_seen AS last_seen
OPTIONAL MATCH (p)-[:MADE]->(s:Statement)
WHERE s.form IN ['direct', 'indirect']
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH p.id AS id, p.name AS person, title, held, of, last_seen, s.article AS article, coalesce(original.id, s.article) AS story, count(s) AS quotes
WITH id, person, title, held, of, last_seen, story, max(quotes) AS quotes
WITH id, person, title, held, of, last_seen, sum(quotes) AS quotes, count(story) AS independent
RETURN person, title, of, quotes, independent, last_seen, id
ORDER BY of, held, person, id, title
LIMIT $limit;

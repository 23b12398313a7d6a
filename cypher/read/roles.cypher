// People and the titles they hold, of a country, an organisation, a place or a person.
// name: entity, default ""; a name or id of the person or of what they belong to; empty for everybody
// limit: integer, default 50; how many rows
// returns: person, title, of, first_seen, last_seen, id
// drops: id
MATCH (p:Person)-[h:HOLDS]->(x)
UNWIND [p.id, x.id] + p.names + x.names AS known
WITH p, h, x, known WHERE $name = '' OR toLower(known) = toLower($name)
WITH DISTINCT p.id AS id, p.name AS person, h.title AS title, x.id AS held, x.name AS of, h.first_seen AS first_seen, h.last_seen AS last_seen
RETURN person, title, of, first_seen, last_seen, id
ORDER BY person, id, title, held
LIMIT $limit;

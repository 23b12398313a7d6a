// Who held a title, one after the other: for each country, organisation or place and each title the people who bore it, and when they were named so first and last.
// name: entity, default ""; a name or id of the country, organisation or place; empty for all
// title: string, default ""; the title or a part of it
// limit: integer, default 50; how many rows
// returns: of, title, person, first_seen, last_seen, id
// drops: id
OPTIONAL MATCH (n:Entity)
WHERE $name <> '' AND any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (p:Person)-[h:HOLDS]->(x:Entity)
WHERE p.id <> x.id AND ($name = '' OR x.id IN named) AND toLower(h.title) CONTAINS toLower($title)
RETURN x.name AS of, h.title AS title, p.name AS person, h.first_seen AS first_seen, h.last_seen AS last_seen, p.id AS id
ORDER BY of, x.id, title, coalesce(first_seen, ''), id
LIMIT $limit;

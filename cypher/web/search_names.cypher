// Entities one of whose names holds a text, the shortest name first.
// text: string; in any case
// limit: integer, default 20; how many rows
// returns: id, name
MATCH (e:Entity)
WHERE any(n IN e.names WHERE toLower(n) CONTAINS toLower($text)) OR toLower(e.name) CONTAINS toLower($text)
RETURN e.id AS id, e.name AS name
ORDER BY size(name), id LIMIT $limit;

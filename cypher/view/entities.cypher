// Entities of a kind, in the order of their names.
// kind: string, default ""; in small letters
// skip: integer, default 0; how many rows to leave out first
// limit: integer, default 25; how many rows
// returns: id, name
MATCH (e:Entity)
WHERE $kind = '' OR split(e.id, ':')[0] = $kind
RETURN e.id AS id, e.name AS name
ORDER BY name, id SKIP $skip LIMIT $limit;

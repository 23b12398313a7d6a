// How two are connected: the shortest ways from one to the other over who said or did something to whom, in either direction.
// a: entity; a name or id of the one, in any case
// b: entity; a name or id of the other
// limit: integer, default 50; how many rows
// returns: steps, path (names from one to the other), predicates (of an example), ways (chains of statements along these names), statement_ids (of the example), path_ids
// drops: path_ids, statement_ids, ways
MATCH (x:Entity)
WHERE any(known IN [x.id] + x.names WHERE toLower(known) = toLower($a))
MATCH (y:Entity)
WHERE any(known IN [y.id] + y.names WHERE toLower(known) = toLower($b)) AND y.id <> x.id
MATCH p = shortestPath((x)-[:MADE|TOWARD*..8]-(y))
WITH x.id AS a, y.id AS b, length(p) / 2 AS steps, COUNT { (x)-[:MADE|TOWARD]-() } < COUNT { (y)-[:MADE|TOWARD]-() } AS lighter
UNWIND [true, false] AS first
WITH a, b, first, CASE WHEN first THEN a ELSE b END AS one, (steps + CASE WHEN lighter = first THEN 1 ELSE 0 END) / 2 AS hops
WITH a, b, first, one, hops, CASE WHEN hops > 0 THEN one END AS out
OPTIONAL MATCH (e:Entity {id: out})-[:MADE|TOWARD]-(s:Statement)
WHERE s.target <> s.source
WITH a, b, first, one, hops, CASE WHEN s.source = one THEN s.target ELSE s.source END AS next, count(s) AS ways, min(s.id + ' ' + s.predicate) AS said
WITH a, b, first, one, hops, next, ways, said, CASE WHEN hops > 1 THEN next END AS out
OPTIONAL MATCH (e:Entity {id: out})-[:MADE|TOWARD]-(s:Statement)
WHERE s.target <> s.source
WITH a, b, first, one, hops, next, ways, said, CASE WHEN s.source = next THEN s.target ELSE s.source END AS last, count(s) AS more, min(s.id + ' ' + s.predicate) AS further
WITH a, b, first, coalesce(last, next, one) AS middle, CASE hops WHEN 0 THEN 1 WHEN 1 THEN ways ELSE ways * more END AS ways,
  [i IN [said, further] WHERE i IS NOT NULL] AS said, [i IN [one, next, last] WHERE i IS NOT NULL] AS ids
WITH a, b, middle, collect(CASE WHEN first THEN {ways: ways, said: said, ids: ids} END) AS heads,
  collect(CASE WHEN NOT first THEN {ways: ways, said: said, ids: ids} END) AS tails
UNWIND heads AS head
UNWIND tails AS tail
WITH head.ways * tail.ways AS ways, head.said + reverse(tail.said) AS said, head.ids + reverse(tail.ids)[1..] AS ids
WITH ways, said, ids, reduce(line = '', one IN ids | line + one + ' ') AS line
ORDER BY size(ids), ways DESC, line
LIMIT $limit
UNWIND range(0, size(ids) - 1) AS at
WITH ways, said, line, ids, at, ids[at] AS id
MATCH (e:Entity {id: id})
WITH ways, said, line, ids, at, e.name AS name
ORDER BY line, at
WITH ways, said, line, ids, collect(name) AS path
RETURN size(path) - 1 AS steps, path, [one IN said | split(one, ' ')[1]] AS predicates, ways, [one IN said | split(one, ' ')[0]] AS statement_ids, ids AS path_ids
ORDER BY steps, ways DESC, line;

// How two are connected: the shortest ways from one to the other over who said or did something to whom, in either direction.
// a: entity; a name or id of the one, in any case
// b: entity; a name or id of the other
// limit: integer, default 50; how many rows
// returns: steps, path (names from one to the other), predicates (of an example), ways (chains of statements along these names; a graph in a file follows 256 in all), statement_ids (of the example)
// drops: statement_ids, ways
MATCH (x:Entity)
WHERE any(known IN [x.id] + x.names WHERE toLower(known) = toLower($a))
MATCH (y:Entity)
WHERE any(known IN [y.id] + y.names WHERE toLower(known) = toLower($b)) AND y.id <> x.id
MATCH p = allShortestPaths((x)-[:MADE|TOWARD*..8]-(y))
WITH [n IN nodes(p) WHERE n.predicate IS NULL | n.id] AS ids, [n IN nodes(p) WHERE n.predicate IS NULL | n.name] AS path,
  [n IN nodes(p) WHERE n.predicate IS NOT NULL | n.id] AS statement_ids, [n IN nodes(p) WHERE n.predicate IS NOT NULL | n.predicate] AS predicates
WITH reduce(line = '', one IN ids | line + one + ' ') AS line, reduce(line = '', one IN statement_ids | line + one + ' ') AS said, path, statement_ids, predicates
ORDER BY line, said
WITH line, path, count(*) AS ways, collect(statement_ids)[0] AS statement_ids, collect(predicates)[0] AS predicates
RETURN size(path) - 1 AS steps, path, predicates, ways, statement_ids
ORDER BY steps, ways DESC, line
LIMIT $limit;

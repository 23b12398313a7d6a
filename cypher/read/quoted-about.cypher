// Who is quoted most about somebody or something, and by which outlets.
// What several papers print of one text counts once.
// name: entity; a name or id of the entity, in any case
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: source, quotes, independent (texts that are no copies of each other), outlets, id
// drops: id
OPTIONAL MATCH (n:Entity)
WHERE any(known IN [n.id] + n.names WHERE toLower(known) = toLower($name))
WITH collect(n.id) AS named
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence AND s.form IN ['direct', 'indirect'] AND (s.target IN named OR any(about IN s.topics WHERE about IN named)) AND NOT s.source IN named
OPTIONAL MATCH (s)-[:`IN`]->(:Article)-[:COPY_OF]->(original:Article)
WITH s.source AS source, s.outlet AS outlet, s.form AS form, s.article AS article, coalesce(original.id, s.article) AS story, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
WITH source AS id, story, article, outlet, count(*) AS quotes
ORDER BY outlet
WITH id, story, max(quotes) AS quotes, collect(DISTINCT outlet) AS printed
UNWIND printed AS outlet
WITH id, story, quotes, outlet
ORDER BY outlet
WITH id, collect(DISTINCT outlet) AS outlets, collect(DISTINCT [story, quotes]) AS stories
WITH id, outlets, size(stories) AS independent, reduce(total = 0, one IN stories | total + one[1]) AS quotes
ORDER BY quotes DESC, independent DESC, id
LIMIT $limit
MATCH (e:Entity {id: id})
RETURN e.name AS source, quotes, independent, outlets, id
ORDER BY quotes DESC, independent DESC, id;

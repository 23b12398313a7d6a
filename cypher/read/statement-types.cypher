// What kinds of statement each outlet prints, most first. Copies count for each outlet that prints them.
// since: string, default ""; first date (2024, 2024-05 or 2024-05-31) by the day of the statement, else of the article
// until: string, default ""; last date
// min_confidence: number, default 0; only statements that are at least so sure, from 0 to 1
// limit: integer, default 50; how many rows
// returns: outlet, predicate, statements, negated (of them), articles
// drops: articles
MATCH (s:Statement)
WHERE s.confidence >= $min_confidence
WITH s.outlet AS outlet, s.predicate AS predicate, s.negated AS denied, s.article AS article, coalesce(s.said_on, s.published, '') AS day
WHERE ($since = '' OR day >= $since) AND ($until = '' OR (day <> '' AND left(day, size($until)) <= $until))
RETURN outlet, predicate, count(*) AS statements, count(CASE WHEN denied THEN 1 END) AS negated, count(DISTINCT article) AS articles
ORDER BY outlet, statements DESC, predicate
LIMIT $limit;

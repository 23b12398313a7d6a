// How many statements of one entity to or about another there are in each month.
// a: string; id of the one
// b: string; id of the other
// returns: month, statements, cooperation, conflict
MATCH (:Entity {id: $a})-[:MADE]->(s:Statement)
WHERE s.target = $b OR $b IN s.topics
WITH s.quad AS quad, left(coalesce(s.said_on, s.published, ''), 7) AS month WHERE month <> ''
RETURN month, count(*) AS statements, count(CASE WHEN quad ENDS WITH 'cooperation' THEN 1 END) AS cooperation, count(CASE WHEN quad ENDS WITH 'conflict' THEN 1 END) AS conflict
ORDER BY month;

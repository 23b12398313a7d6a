// How many statements an entity makes in each month.
// id: string; id of the entity
// returns: month, statements, cooperation, conflict
MATCH (:Entity {id: $id})-[:MADE]->(s:Statement)
WITH s.quad AS quad, left(coalesce(s.said_on, s.published, ''), 7) AS month WHERE month <> ''
RETURN month, count(*) AS statements, count(CASE WHEN quad ENDS WITH 'cooperation' THEN 1 END) AS cooperation, count(CASE WHEN quad ENDS WITH 'conflict' THEN 1 END) AS conflict
ORDER BY month;

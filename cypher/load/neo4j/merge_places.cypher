// Put places into their countries where they are not.
// rows: list of {source, target}, sorted
UNWIND $rows AS row
MATCH (p:Entity {id: row.source})
MATCH (c:Entity {id: row.target})
MERGE (p)-[:LOCATED_IN]->(c)
RETURN count(*) AS arrived;

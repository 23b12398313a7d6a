// Add statements, each between who made it and its article. That the article is locked and new to us is what makes this happen once.
// rows: list of statement rows, sorted by source
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (article:Article {id: row.article})
CREATE (source)-[:MADE]->(s:Statement)-[:IN]->(article)
SET s = row;

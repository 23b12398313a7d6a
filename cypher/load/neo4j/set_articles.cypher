// Give articles their properties.
// rows: list of article rows
UNWIND $rows AS row
MATCH (a:Article {id: row.id})
SET a += row
RETURN count(*) AS arrived;

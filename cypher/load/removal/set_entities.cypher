// Give entities their properties.
// rows: list of entity rows
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e += row
RETURN count(*) AS arrived;

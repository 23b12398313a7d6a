// Give entities the figures of an analysis; those that are null go.
// rows: list of maps
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e += row;

// Give nodes their properties; those that are null go. LABEL stands for their label.
// rows: list of maps
UNWIND $rows AS row
MATCH (n:LABEL {id: row.id})
SET n += row
RETURN count(*) AS arrived;

// Make the entities that are not there, lock them all until the transaction ends, and return what they hold.
// rows: list of {id, label}, sorted by id
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e.id = row.id, e:$(row.label)
WITH e
RETURN e.id AS id, e.name AS name, e.names AS names, e.code AS code, e.country AS country, e.latitude AS latitude, e.longitude AS longitude,
  e.name_gender AS name_gender, e.variants AS variants;

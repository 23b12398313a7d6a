// Entities that are there, as they are.
// ids: list of entity ids
UNWIND $ids AS id
MATCH (e:Entity {id: id})
RETURN e.id AS id, e.name AS name, e.names AS names, e.code AS code, e.country AS country, e.latitude AS latitude, e.longitude AS longitude,
  e.name_gender AS name_gender, e.variants AS variants;

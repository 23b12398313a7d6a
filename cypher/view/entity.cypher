// One entity.
// id: string; id of the entity
// returns: id, name, names, code, country, latitude, longitude
MATCH (e:Entity {id: $id})
RETURN e.id AS id, e.name AS name, e.names AS names, e.code AS code, e.country AS country, e.latitude AS latitude, e.longitude AS longitude;

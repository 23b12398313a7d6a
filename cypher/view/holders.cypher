// The roles that others hold at an entity, the latest first.
// id: string; id of the entity
// returns: person, person_name, title, of, of_name, first_seen, last_seen
MATCH (o:Entity {id: $id})<-[r:HOLDS]-(p:Entity)
RETURN p.id AS person, p.name AS person_name, r.title AS title, o.id AS of, o.name AS of_name, r.first_seen AS first_seen, r.last_seen AS last_seen
ORDER BY coalesce(last_seen, '') DESC, title, person, of LIMIT 100;

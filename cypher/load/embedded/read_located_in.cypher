// The countries that places are known to lie in.
// ids: list of place ids
UNWIND $ids AS id
MATCH (p:Place {id: id})-[:LOCATED_IN]->(c:Country)
RETURN p.id AS source, c.id AS target;

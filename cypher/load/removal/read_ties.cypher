// What ties articles to the entities that they list: an edge for each of these.
// ids: list of article ids
UNWIND $ids AS id
MATCH (a:Article {id: id})-[m:MENTIONS|IMPLIES]->(e:Entity)
RETURN a.id AS article, a.published AS published, e.id AS entity, m.variant AS variant, m.titles AS titles, m.titles_of AS titles_of;

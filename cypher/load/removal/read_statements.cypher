// What is needed to find the typed edges of the statements that articles hold.
// ids: list of article ids
UNWIND $ids AS id
MATCH (:Article {id: id})<-[:`IN`]-(s:Statement)
RETURN s.id AS id, s.article AS article, s.predicate AS predicate, s.source AS source, s.target AS target, s.topics AS topics;

// Delete the statements that articles hold, with the edges that touch them.
// ids: list of article ids, sorted
UNWIND $ids AS id
MATCH (:Article {id: id})<-[:`IN`]-(s:Statement)
DETACH DELETE s;

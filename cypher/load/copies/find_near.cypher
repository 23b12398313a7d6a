// Originals that bear one of the signs; a sign that more than `most` bear is common, and tells nothing.
// signs: list of signs; most: integer
UNWIND $signs AS sign
MATCH (s:Sign {id: sign})
WHERE COUNT { (s)<-[:BEARS]-() } <= $most
MATCH (s)<-[:BEARS]-(a:Article)
RETURN DISTINCT a.id AS id;

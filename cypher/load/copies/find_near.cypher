// Articles that bear one of the signs, how many they bear, and what they are copies of. A sign that more than `most` bear is common, and tells nothing.
// signs: list of signs; most: integer
UNWIND $signs AS sign
MATCH (s:Sign {id: sign})
WHERE COUNT { (s)<-[:BEARS]-() } <= $most
MATCH (s)<-[:BEARS]-(a:Article)
OPTIONAL MATCH (a)-[:COPY_OF]->(o:Article)
RETURN sign, a.id AS id, a.published AS published, o.id AS origin, o.published AS origin_published,
       COUNT { (a)-[:BEARS]->() } AS signs;

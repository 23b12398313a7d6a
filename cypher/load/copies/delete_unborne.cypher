// Delete signs that no article bears any more.
// signs: list of signs
UNWIND $signs AS sign
MATCH (s:Sign {id: sign})
WHERE NOT EXISTS { (s)<-[:BEARS]-() }
DELETE s;

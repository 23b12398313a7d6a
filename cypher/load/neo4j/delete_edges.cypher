// Delete the typed edges of statements; TARGET stands for the label of what they reach. Each pair is walked once, from its end with fewer edges.
// type: string; pairs: list of [source id, target id], sorted; statements: list of statement ids
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]})
MATCH (b:TARGET {id: pair[1]})
MATCH (a)-[r:$($type)]->(b)
WHERE r.statement_id IN $statements
DELETE r;

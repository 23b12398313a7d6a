// Join nodes. SOURCE and TARGET stand for their labels, TYPE for the edge's, PROPERTIES for a map of what a row has after the two ids.
// rows: list of [source id, target id, value...]
UNWIND $rows AS row
MATCH (a:SOURCE {id: row[0]})
MATCH (b:TARGET {id: row[1]})
CREATE (a)-[:TYPE {PROPERTIES}]->(b);

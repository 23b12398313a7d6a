// Add edges of any type from nodes of one label to nodes of another; SOURCE and TARGET stand for the labels.
// rows: list of [source id, target id, type, properties], sorted
UNWIND $rows AS row
MATCH (a:SOURCE {id: row[0]})
MATCH (b:TARGET {id: row[1]})
CREATE (a)-[r:$(row[2])]->(b)
SET r = row[3];

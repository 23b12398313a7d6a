// Make nodes. LABEL stands for their labels, PROPERTIES for a map of what a row has.
// rows: list of lists of values
UNWIND $rows AS row
CREATE (n:LABEL {PROPERTIES});

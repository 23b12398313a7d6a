// Take places out of the countries that they lie in no more.
// rows: list of {id, countries}: of a place and of all countries that it lies in
UNWIND $rows AS row
MATCH (:Place {id: row.id})-[l:LOCATED_IN]->(c:Country)
WHERE NOT c.id IN row.countries
DELETE l;

// How many entities there are of each kind.
// returns: kind, count
MATCH (e:Entity)
WITH split(e.id, ':')[0] AS kind
RETURN kind, count(*) AS count;

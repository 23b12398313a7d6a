// How many statements there are of each kind of source, predicate, outlet, year, form and tenth of confidence.
// returns: kind, predicate, outlet, year, form, sure, count
MATCH (s:Statement)
WITH split(s.source, ':')[0] AS kind, s.predicate AS predicate, s.outlet AS outlet, left(coalesce(s.said_on, s.published, ''), 4) AS year, s.form AS form,
  toInteger(floor(s.confidence * 10)) AS sure
RETURN kind, predicate, outlet, year, form, sure, count(*) AS count;

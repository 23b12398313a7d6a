// How many articles there are of each outlet and year.
// returns: outlet, year, count
MATCH (a:Article)
WITH a.outlet AS outlet, left(coalesce(a.published, ''), 4) AS year
RETURN outlet, year, count(*) AS count;

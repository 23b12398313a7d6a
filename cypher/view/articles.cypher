// Articles of an outlet, the newest first.
// outlet: string, default ""; its name
// year: string, default ""; the year of publication
// skip: integer, default 0; how many rows to leave out first
// limit: integer, default 25; how many rows
// returns: id, title, outlet, published
MATCH (a:Article)
WHERE ($outlet = '' OR a.outlet = $outlet) AND ($year = '' OR left(coalesce(a.published, ''), 4) = $year)
RETURN a.id AS id, a.title AS title, a.outlet AS outlet, a.published AS published
ORDER BY coalesce(published, '') DESC, id SKIP $skip LIMIT $limit;

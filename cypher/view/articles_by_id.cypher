// The articles with these ids.
// returns: id, title, outlet, published
UNWIND $ids AS wanted
MATCH (a:Article {id: wanted})
RETURN a.id AS id, a.title AS title, a.outlet AS outlet, a.published AS published
ORDER BY coalesce(published, '') DESC, id;

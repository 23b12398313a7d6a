// Articles whose title or text holds a text, the newest first.
// text: string; in any case
// limit: integer, default 20; how many rows
// returns: id, title, outlet, published
MATCH (a:Article)
WHERE toLower(a.title) CONTAINS toLower($text) OR toLower(a.text) CONTAINS toLower($text)
RETURN a.id AS id, a.title AS title, a.outlet AS outlet, a.published AS published
ORDER BY coalesce(published, '') DESC, id LIMIT $limit;

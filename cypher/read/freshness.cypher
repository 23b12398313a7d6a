// The newest article of each outlet, the one that is silent longest first.
// limit: integer, default 50; how many rows
// returns: outlet, newest, oldest, articles, undated (articles without a date)
// drops: oldest
MATCH (article:Article)
WITH article.outlet AS outlet, max(article.published) AS newest, min(article.published) AS oldest, count(*) AS articles,
  count(CASE WHEN article.published IS NULL THEN 1 END) AS undated
RETURN outlet, newest, oldest, articles, undated
ORDER BY coalesce(newest, ''), outlet
LIMIT $limit;

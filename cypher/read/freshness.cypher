// The newest article of each outlet and how many days old it is, the one that is silent longest first.
// today: string, default ""; the day to count to (2024-05-31); today where empty
// limit: integer, default 50; how many rows
// returns: outlet, newest, days (since then), oldest, articles, undated (articles without a date)
// drops: oldest
MATCH (article:Article)
WITH article.outlet AS outlet, max(article.published) AS newest, min(article.published) AS oldest, count(*) AS articles,
  count(CASE WHEN article.published IS NULL THEN 1 END) AS undated
WITH outlet, newest, oldest, articles, undated, CASE WHEN $today = '' THEN toString(date()) ELSE $today END AS today
RETURN outlet, newest, CASE WHEN newest IS NOT NULL THEN duration.inDays(date(left(newest, 10)), date(today)).days END AS days, oldest, articles, undated
ORDER BY coalesce(newest, ''), outlet
LIMIT $limit;

// How many articles give each role, from when to when: of what remains, since these dates may have been those of others.
// rows: list of {source, target, title}
UNWIND $rows AS row
MATCH (p:Person {id: row.source})
OPTIONAL MATCH (p)<-[m:MENTIONS]-(a:Article)
WHERE any(i IN range(0, size(coalesce(m.titles, [])) - 1) WHERE m.titles[i] = row.title AND m.titles_of[i] = row.target)
RETURN row.source AS source, row.target AS target, row.title AS title, count(a) AS articles,
  min(a.published) AS first_seen, max(a.published) AS last_seen;

// Take a lock, make the articles that are not there, lock them all until the transaction ends, and tell what each held before.
// What is read comes after the locks: of two writers with the same article the second one sees what the first one stored.
// lock: the number of a lock; ids: list of article ids, sorted, so that writers lock in one order
MERGE (l:WriteLock {number: $lock})
SET l.number = $lock
WITH l
WITH l.state AS state
UNWIND $ids AS id
MERGE (a:Article {id: id})
SET a.id = id
WITH state, a
RETURN state, a.id AS id, a.digest AS digest;

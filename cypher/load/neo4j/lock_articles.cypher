// Make the articles that are not there, lock them all until the transaction ends, and tell what each held before.
// What is read comes after the lock: of two writers with the same article the second one sees what the first one stored.
// ids: list of article ids, sorted, so that writers lock in one order
UNWIND $ids AS id
MERGE (a:Article {id: id})
SET a.id = id
WITH a
RETURN a.id AS id, a.digest AS digest;

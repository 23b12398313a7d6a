// Take the lock of those who look for copies, until the transaction ends: who comes second sees what the first one found.
// number: integer, one that no other lock has
MERGE (l:WriteLock {number: $number})
SET l.number = $number;

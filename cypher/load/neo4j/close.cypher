// Take all locks, in the order of their numbers: then nobody else writes until the transaction ends. Who writes after it finds another state.
// locks: how many there are; state: string
UNWIND range(0, $locks - 1) AS number
MERGE (l:WriteLock {number: number})
SET l.number = number
SET l.state = $state;

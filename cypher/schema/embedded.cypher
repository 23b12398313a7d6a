// The embedded store needs no schema: it finds every node by its id as it is, and keeps no more than its rows.

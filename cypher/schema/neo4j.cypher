// Constraints and indexes of the graph on Neo4j, in numbered parts. `kg schema apply` runs each part once and records it in the graph as a node
// SchemaVersion; so a part that has been released is never changed, and a change is a new part at the end. Safe to run again by hand.

// 1. Ids are unique
CREATE CONSTRAINT schema_version IF NOT EXISTS FOR (n:SchemaVersion) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT country_id IF NOT EXISTS FOR (n:Country) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (n:Place) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE;

// 2. What queries filter by
CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE INDEX country_name IF NOT EXISTS FOR (n:Country) ON (n.name);
CREATE INDEX country_code IF NOT EXISTS FOR (n:Country) ON (n.code);
CREATE INDEX organisation_name IF NOT EXISTS FOR (n:Organisation) ON (n.name);
CREATE INDEX place_name IF NOT EXISTS FOR (n:Place) ON (n.name);
CREATE INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.published);
CREATE INDEX statement_said_on IF NOT EXISTS FOR (n:Statement) ON (n.said_on);

// 3. Full text: names without regard to accents, statements as Danish. Filled a moment after the commit, so that a load does not wait for it
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.names]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: true}};
CREATE FULLTEXT INDEX statement_text IF NOT EXISTS FOR (n:Statement) ON EACH [n.text]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'danish', `fulltext.eventually_consistent`: true}};

// 4. What writers lock, so that nothing goes that another one is about to need
CREATE CONSTRAINT write_lock IF NOT EXISTS FOR (n:WriteLock) REQUIRE n.number IS UNIQUE;
UNWIND range(0, 63) AS number MERGE (:WriteLock {number: number});

// 5. What loads did: each run, and each article or place that one was given
CREATE CONSTRAINT load_run IF NOT EXISTS FOR (n:LoadRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT load_entry IF NOT EXISTS FOR (n:LoadEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX load_entry_state IF NOT EXISTS FOR (n:LoadEntry) ON (n.state);

// 6. How copies of a text are found
CREATE CONSTRAINT sign_id IF NOT EXISTS FOR (n:Sign) REQUIRE n.id IS UNIQUE;

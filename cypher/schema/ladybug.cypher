// Tables of the embedded store; safe to run again.
// PREDICATE stands for each predicate of kg/model.py in turn: one relationship table per predicate, over every pair of labels.
CREATE NODE TABLE IF NOT EXISTS Person (id STRING PRIMARY KEY, name STRING, names STRING[], code STRING, country STRING, latitude DOUBLE, longitude DOUBLE, variants STRING[]);
CREATE NODE TABLE IF NOT EXISTS Country (id STRING PRIMARY KEY, name STRING, names STRING[], code STRING, country STRING, latitude DOUBLE, longitude DOUBLE, variants STRING[]);
CREATE NODE TABLE IF NOT EXISTS Organisation (id STRING PRIMARY KEY, name STRING, names STRING[], code STRING, country STRING, latitude DOUBLE, longitude DOUBLE, variants STRING[]);
CREATE NODE TABLE IF NOT EXISTS Place (id STRING PRIMARY KEY, name STRING, names STRING[], code STRING, country STRING, latitude DOUBLE, longitude DOUBLE, variants STRING[]);
CREATE NODE TABLE IF NOT EXISTS Article (
  id STRING PRIMARY KEY, url STRING, title STRING, outlet STRING, language STRING, published STRING, text STRING, digest STRING
);
CREATE NODE TABLE IF NOT EXISTS Statement (
  id STRING PRIMARY KEY, article STRING, paragraph INT64, predicate STRING, cue STRING, cue_start INT64, cue_end INT64, lemma STRING,
  source STRING, target STRING, topics STRING[], form STRING, negated BOOLEAN, modality STRING,
  text STRING, start INT64, `end` INT64, sentence_start INT64, sentence_end INT64,
  said_on STRING, said_from STRING, event_on STRING, event_from STRING, reported_by STRING, confidence DOUBLE,
  sentence STRING, outlet STRING, published STRING, plover STRING, quad STRING
);
CREATE REL TABLE IF NOT EXISTS PREDICATE (
  FROM Person TO Person, FROM Person TO Country, FROM Person TO Organisation, FROM Person TO Place, FROM Person TO Article,
  FROM Country TO Person, FROM Country TO Country, FROM Country TO Organisation, FROM Country TO Place, FROM Country TO Article,
  FROM Organisation TO Person, FROM Organisation TO Country, FROM Organisation TO Organisation, FROM Organisation TO Place, FROM Organisation TO Article,
  FROM Place TO Person, FROM Place TO Country, FROM Place TO Organisation, FROM Place TO Place, FROM Place TO Article,
  statement_id STRING, article_id STRING, text STRING, cue STRING, form STRING, negated BOOLEAN, modality STRING, said_on STRING, event_on STRING,
  outlet STRING, confidence DOUBLE, reported_by STRING, plover STRING, quad STRING, target_role STRING
);
CREATE REL TABLE IF NOT EXISTS MADE (FROM Person TO Statement, FROM Country TO Statement, FROM Organisation TO Statement, FROM Place TO Statement);
CREATE REL TABLE IF NOT EXISTS TOWARD (FROM Statement TO Person, FROM Statement TO Country, FROM Statement TO Organisation, FROM Statement TO Place);
CREATE REL TABLE IF NOT EXISTS ABOUT (FROM Statement TO Person, FROM Statement TO Country, FROM Statement TO Organisation, FROM Statement TO Place);
CREATE REL TABLE IF NOT EXISTS REPORTED_BY (FROM Statement TO Person, FROM Statement TO Country, FROM Statement TO Organisation, FROM Statement TO Place);
CREATE REL TABLE IF NOT EXISTS `IN` (FROM Statement TO Article);
CREATE REL TABLE IF NOT EXISTS MENTIONS (
  FROM Article TO Person, FROM Article TO Country, FROM Article TO Organisation, FROM Article TO Place,
  count INT64, surfaces STRING[], spans STRING[], titles STRING[], titles_of STRING[], variant STRING
);
CREATE REL TABLE IF NOT EXISTS IMPLIES (
  FROM Article TO Person, FROM Article TO Country, FROM Article TO Organisation, FROM Article TO Place, variant STRING
);
CREATE REL TABLE IF NOT EXISTS HOLDS (
  FROM Person TO Country, FROM Person TO Organisation, FROM Person TO Place, FROM Person TO Person,
  title STRING, first_seen STRING, last_seen STRING
);
CREATE REL TABLE IF NOT EXISTS LOCATED_IN (FROM Place TO Country);
CREATE REL TABLE IF NOT EXISTS COPY_OF (FROM Article TO Article);
// Neo4j's name for what Ladybug calls label(): queries that ask for type(r) run on both.
CREATE MACRO type(r) AS label(r);

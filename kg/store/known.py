"""The words of Cypher, functions and procedures that are known to read.

`kg.store.reading` refuses all others.
Functions: https://neo4j.com/docs/cypher-manual/current/functions/, procedures:
https://neo4j.com/docs/operations-manual/current/procedures/, and those of the embedded engine that
only compute. None of them writes, opens a file or reaches a network.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


#: What a query begins with.
FIRST = _names("match optional with unwind return call let filter")
#: Words that follow a whole expression or pattern, and after which another one may begin.
AFTER = FIRST | _names(
    "and or xor in is starts ends contains as where order skip offset limit union yield "
    "when then else"
)
#: Words that follow a whole expression or pattern and end one.
ENDING = _names("end asc ascending desc descending finish")
#: Words where an expression or pattern is expected, which is still expected after them.
BEFORE = FIRST | _names("not distinct case when then else where by shortest")
#: The same in front of a bracket only; elsewhere they are names.
QUANTIFIERS = _names("all any none single exists count collect")
#: Words that write, or run in transactions of their own: no name may be so but in `...`.
NO_NAMES = _names("create merge insert set delete detach nodetach remove foreach load transactions")
#: What else is told to harm; it is refused like every word that is not known.
HARMFUL = NO_NAMES | _names(
    "drop alter rename grant deny revoke start stop terminate show use enable explain profile "
    "cypher copy import export install attach begin commit rollback format"
)

FUNCTIONS = _names(
    """
    abs acos allShortestPaths asin atan atan2 avg btrim ceil ceiling char_length character_length
    coalesce coll.distinct coll.flatten coll.indexOf coll.insert coll.max coll.min coll.remove
    coll.sort collect cos cosh cot coth count date date.realtime date.statement date.transaction
    date.truncate datetime datetime.fromEpoch datetime.fromEpochMillis datetime.realtime
    datetime.statement datetime.transaction datetime.truncate degrees duration duration.between
    duration.inDays duration.inMonths duration.inSeconds e elementId endNode exists exp floor
    haversin head id isEmpty isNaN keys labels last left length ln localdatetime
    localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate localtime localtime.realtime localtime.statement localtime.transaction
    localtime.truncate log log10 lower ltrim max min nodes normalize nullIf percentileCont
    percentileDisc percentile_cont percentile_disc pi point point.distance point.withinBBox power
    properties radians rand randomUUID range reduce relationships replace reverse right round
    rtrim shortestPath sign sin sinh size split sqrt startNode stDev stDevP stdev_pop stdev_samp
    string.join substring sum tail tan tanh time time.realtime time.statement time.transaction
    time.truncate timestamp toBoolean toBooleanList toBooleanOrNull toFloat toFloatList
    toFloatOrNull toInteger toIntegerList toIntegerOrNull toLower toString toStringList
    toStringOrNull toUpper trim type upper valueType vector.similarity.cosine
    vector.similarity.euclidean vector_dimension_count vector_distance vector_norm

    degree inDegree median mode outDegree parse_json pow text_bm25 text_contains_any
    text_jaccard text_match_regex text_ngrams text_normalize
    text_starts_with_any variance

    all any exists none single
    """
)
#: Functions of the APOC library that only compute, by how their names begin.
FUNCTION_FAMILIES = ("apoc.coll.", "apoc.date.", "apoc.map.", "apoc.number.", "apoc.text.")

PROCEDURES = _names(
    """
    db.index.fulltext.listAvailableAnalyzers db.index.fulltext.queryNodes
    db.index.fulltext.queryRelationships db.index.vector.queryNodes
    db.index.vector.queryRelationships db.info db.labels db.ping db.propertyKeys
    db.relationshipTypes db.schema.nodeTypeProperties db.schema.relTypeProperties
    db.schema.visualization

    betweenness closeness clustering_coefficient connected_components degree diameter
    eccentricity k_core label_propagation leiden louvain pagerank triangle_count

    apoc.algo.aStar apoc.algo.allSimplePaths apoc.algo.dijkstra apoc.meta.nodeTypeProperties
    apoc.meta.relTypeProperties apoc.meta.schema apoc.meta.stats apoc.path.expand
    apoc.path.expandConfig apoc.path.spanningTree apoc.path.subgraphAll apoc.path.subgraphNodes
    """
)

// Those of the variants that no article tells any more, with all variants of their entity.
// rows: list of {entity, variant}
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
WHERE e.variants IS NOT NULL AND NOT EXISTS { MATCH (e)<-[m:MENTIONS|IMPLIES]-() WHERE m.variant = row.variant }
RETURN e.id AS id, row.variant AS variant, e.variants AS variants;

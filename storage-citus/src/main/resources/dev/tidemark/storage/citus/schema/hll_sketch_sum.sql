-- The extension calls it hll_union_agg only.
CREATE AGGREGATE sum(hll) (SFUNC = hll_union, STYPE = hll)

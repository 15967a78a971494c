-- Counts by item are merged as histograms are, whose items are bins.
CREATE AGGREGATE topn_union_agg(jsonb) (SFUNC = array_append, STYPE = jsonb[], FINALFUNC = tidemark_merged_bins)

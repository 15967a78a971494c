CREATE FUNCTION tidemark_merged_bins(histograms jsonb[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT jsonb_object_agg(counted.bin, counted.occurrences)
    FROM (
        SELECT entry.key AS bin, sum(entry.value::bigint)::bigint AS occurrences
        FROM unnest(histograms) AS histogram (bins), jsonb_each_text(histogram.bins) AS entry
        GROUP BY entry.key
    ) AS counted
$$

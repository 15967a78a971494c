CREATE FUNCTION tidemark_bins(bins integer[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT jsonb_object_agg(counted.bin, counted.occurrences)
    FROM (
        SELECT listed.bin, count(*) AS occurrences
        FROM unnest(bins) AS listed (bin)
        WHERE listed.bin IS NOT NULL
        GROUP BY listed.bin
    ) AS counted
$$

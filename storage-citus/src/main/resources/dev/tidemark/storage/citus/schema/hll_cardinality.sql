CREATE FUNCTION hll_cardinality(counted text[]) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT count(DISTINCT listed.value)::double precision
    FROM unnest(counted) AS listed (value)
$$

-- How often each text is listed.
CREATE FUNCTION tidemark_counts(listed text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT jsonb_object_agg(counted.item, counted.frequency)
    FROM (
        SELECT item, count(*) AS frequency
        FROM unnest(listed) AS item
        WHERE item IS NOT NULL
        GROUP BY item
    ) AS counted
$$

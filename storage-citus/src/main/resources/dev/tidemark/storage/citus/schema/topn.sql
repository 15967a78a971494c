CREATE FUNCTION topn(counts jsonb, most integer) RETURNS SETOF topn_record
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT entry.key, entry.value::bigint
    FROM jsonb_each_text(counts) AS entry
    ORDER BY entry.value::bigint DESC, entry.key COLLATE "C"
    LIMIT most
$$

CREATE TYPE topn_record AS (item text, frequency bigint)

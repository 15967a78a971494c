CREATE TABLE rollup_days (
    tables_name VARCHAR NOT NULL,
    day TIMESTAMP_MS NOT NULL,
    events BIGINT NOT NULL
)

CREATE TABLE rollups (
    tables_name VARCHAR NOT NULL,
    rollup_name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    events_to_fill BIGINT NOT NULL,
    created_at TIMESTAMP_MS NOT NULL
)

CREATE TABLE schema_version (
    version INTEGER NOT NULL,
    applied_at TIMESTAMP_MS NOT NULL
)

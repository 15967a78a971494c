CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    applied_at timestamp(3) with time zone NOT NULL DEFAULT now()
)

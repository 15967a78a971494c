CREATE TABLE api_keys (
    id           UUID                     NOT NULL PRIMARY KEY,
    tenant       VARCHAR(64)              REFERENCES tenants (id) ON DELETE CASCADE,
    kind         VARCHAR(8)               NOT NULL,
    name         VARCHAR(128)             NOT NULL,
    hint         VARCHAR(32)              NOT NULL,
    hash         CHAR(64)                 NOT NULL UNIQUE,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    last_used_on DATE,
    revoked_at   TIMESTAMP WITH TIME ZONE
)

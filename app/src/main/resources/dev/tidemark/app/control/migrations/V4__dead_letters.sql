CREATE TABLE dead_letters (
    id          UUID                     NOT NULL PRIMARY KEY,
    tenant      VARCHAR(64)              NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    source      VARCHAR(64)              NOT NULL,
    code        VARCHAR(64)              NOT NULL,
    message     VARCHAR(4096)            NOT NULL,
    raw         BYTEA                    NOT NULL
)

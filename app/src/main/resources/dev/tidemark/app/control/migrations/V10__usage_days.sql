CREATE TABLE usage_days (
    id       UUID        NOT NULL PRIMARY KEY,
    tenant   VARCHAR(64) NOT NULL,
    usage_on DATE        NOT NULL,
    accepted BIGINT      NOT NULL
)

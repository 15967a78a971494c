CREATE TABLE IF NOT EXISTS entrance_7_0 (
    "tenant_id" LowCardinality(String),
    "event_id" UUID,
    "event_type" LowCardinality(String),
    "event_name" Nullable(String),
    "timestamp" DateTime64(3, 'UTC'),
    "received_at" DateTime64(3, 'UTC'),
    "org_id" Nullable(String),
    "app_id" LowCardinality(Nullable(String)),
    "user_id" Nullable(String),
    "anonymous_id" Nullable(String),
    "device_id" Nullable(String),
    "session_id" Nullable(String),
    "actor_id" Nullable(String),
    "platform" LowCardinality(Nullable(String)),
    "os" LowCardinality(Nullable(String)),
    "os_version" LowCardinality(Nullable(String)),
    "device_model" LowCardinality(Nullable(String)),
    "device_manufacturer" LowCardinality(Nullable(String)),
    "browser" LowCardinality(Nullable(String)),
    "app_version" LowCardinality(Nullable(String)),
    "locale" LowCardinality(Nullable(String)),
    "country" LowCardinality(Nullable(String)),
    "region" LowCardinality(Nullable(String)),
    "city" LowCardinality(Nullable(String)),
    "screen_name" Nullable(String),
    "page_url" Nullable(String),
    "referrer" Nullable(String),
    "method" LowCardinality(Nullable(String)),
    "endpoint" Nullable(String),
    "status_code" Nullable(Int64),
    "current_version" LowCardinality(Nullable(String)),
    "target_version" LowCardinality(Nullable(String)),
    "error_code" LowCardinality(Nullable(String)),
    "error_message" Nullable(String),
    "connection_type" LowCardinality(Nullable(String)),
    "product_id" Nullable(String),
    "currency" LowCardinality(Nullable(String)),
    "duration_ms" Nullable(Float64),
    "speed_mbps" Nullable(Float64),
    "amount" Nullable(Decimal(18, 4)),
    "quantity" Nullable(Int64),
    "bytes" Nullable(Int64),
    "properties" Map(LowCardinality(String), String),
    "batch" UInt64
) ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS entrance_7_0_way TO events AS SELECT "tenant_id", "event_id", "event_type", "event_name", "timestamp", "received_at", "org_id", "app_id", "user_id", "anonymous_id", "device_id", "session_id", "actor_id", "platform", "os", "os_version", "device_model", "device_manufacturer", "browser", "app_version", "locale", "country", "region", "city", "screen_name", "page_url", "referrer", "method", "endpoint", "status_code", "current_version", "target_version", "error_code", "error_message", "connection_type", "product_id", "currency", "duration_ms", "speed_mbps", "amount", "quantity", "bytes", "properties", "batch" FROM entrance_7_0;

INSERT INTO feed ("tenant_id", "event_id", "event_type", "event_name", "timestamp", "received_at", "org_id", "app_id", "user_id", "anonymous_id", "device_id", "session_id", "actor_id", "platform", "os", "os_version", "device_model", "device_manufacturer", "browser", "app_version", "locale", "country", "region", "city", "screen_name", "page_url", "referrer", "method", "endpoint", "status_code", "current_version", "target_version", "error_code", "error_message", "connection_type", "product_id", "currency", "duration_ms", "speed_mbps", "amount", "quantity", "bytes", "properties", "batch") SELECT "tenant_id", "event_id", "event_type", "event_name", "timestamp", "received_at", "org_id", "app_id", "user_id", "anonymous_id", "device_id", "session_id", "actor_id", "platform", "os", "os_version", "device_model", "device_manufacturer", "browser", "app_version", "locale", "country", "region", "city", "screen_name", "page_url", "referrer", "method", "endpoint", "status_code", "current_version", "target_version", "error_code", "error_message", "connection_type", "product_id", "currency", "duration_ms", "speed_mbps", "amount", "quantity", "bytes", "properties", "batch" FROM events WHERE batch = 30064771073 AND "timestamp" >= fromUnixTimestamp64Milli(toInt64(0), 'UTC') AND "timestamp" <= fromUnixTimestamp64Milli(toInt64(1), 'UTC') AND (SELECT count() FROM entrance_7_0) = 0;

DROP TABLE IF EXISTS "entrance_7_0" ON CLUSTER 'events' SYNC;

DROP TABLE IF EXISTS "entrance_7_0_way" ON CLUSTER 'events' SYNC;

KILL QUERY ON CLUSTER 'events' WHERE query_id = 'tidemark-tidemark-7-1-events-0' SYNC;

SYSTEM SYNC REPLICA "events" LIGHTWEIGHT;

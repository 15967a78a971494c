CREATE TABLE events (
    "tenant_id" text COLLATE "C" NOT NULL,
    "event_id" uuid NOT NULL,
    "event_type" text COLLATE "C" NOT NULL,
    "event_name" text COLLATE "C",
    "timestamp" timestamp(3) with time zone NOT NULL,
    "received_at" timestamp(3) with time zone NOT NULL,
    "org_id" text COLLATE "C",
    "app_id" text COLLATE "C",
    "user_id" text COLLATE "C",
    "anonymous_id" text COLLATE "C",
    "device_id" text COLLATE "C",
    "session_id" text COLLATE "C",
    "actor_id" text COLLATE "C",
    "platform" text COLLATE "C",
    "os" text COLLATE "C",
    "os_version" text COLLATE "C",
    "device_model" text COLLATE "C",
    "device_manufacturer" text COLLATE "C",
    "browser" text COLLATE "C",
    "app_version" text COLLATE "C",
    "locale" text COLLATE "C",
    "country" text COLLATE "C",
    "region" text COLLATE "C",
    "city" text COLLATE "C",
    "screen_name" text COLLATE "C",
    "page_url" text COLLATE "C",
    "referrer" text COLLATE "C",
    "method" text COLLATE "C",
    "endpoint" text COLLATE "C",
    "status_code" bigint,
    "current_version" text COLLATE "C",
    "target_version" text COLLATE "C",
    "error_code" text COLLATE "C",
    "error_message" text COLLATE "C",
    "connection_type" text COLLATE "C",
    "product_id" text COLLATE "C",
    "currency" text COLLATE "C",
    "duration_ms" double precision,
    "speed_mbps" double precision,
    "amount" numeric(18,4),
    "quantity" bigint,
    "bytes" bigint,
    "properties" jsonb NOT NULL,
    "batch" bigint NOT NULL,
    PRIMARY KEY (tenant_id, event_id, "timestamp")
) PARTITION BY RANGE ("timestamp");

CREATE INDEX events_by_batch ON events (batch, tenant_id);

CREATE TABLE events_2026_12 (LIKE events INCLUDING ALL EXCLUDING INDEXES);
CREATE INDEX events_2026_12_by_time ON events_2026_12 (tenant_id, "timestamp");
CREATE INDEX events_2026_12_by_day ON events_2026_12 USING brin ("timestamp") WITH (autosummarize = on);
ALTER TABLE events ATTACH PARTITION events_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')

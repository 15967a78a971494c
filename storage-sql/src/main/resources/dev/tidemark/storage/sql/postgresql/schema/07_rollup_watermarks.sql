CREATE TABLE rollup_watermarks (
    tenant_id text COLLATE "C" NOT NULL,
    tables_name text COLLATE "C" NOT NULL,
    -- of the tenant's events, batches up to this one are in the rollup's tables
    batch bigint NOT NULL,
    PRIMARY KEY (tenant_id, tables_name)
) WITH (fillfactor = 50)

CREATE TABLE rollups (
    tables_name text PRIMARY KEY,
    rollup_name text NOT NULL,
    definition text NOT NULL,
    events_to_fill bigint NOT NULL,
    -- batches up to this one were there before the rollup
    complete_at bigint NOT NULL,
    -- batches up to this one are in its tables
    rolled_to bigint NOT NULL DEFAULT 0,
    -- of the time before this, events had been deleted before the rollup was there
    complete_since timestamp(3) with time zone NOT NULL DEFAULT 'epoch',
    created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp()
)

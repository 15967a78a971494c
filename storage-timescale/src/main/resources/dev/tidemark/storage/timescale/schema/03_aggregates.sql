CREATE TABLE aggregates (
    tables_name text PRIMARY KEY,
    rollup_name text NOT NULL,
    definition text NOT NULL,
    -- of the time before this, events had been deleted before the rollup was there
    complete_since timestamp(3) with time zone NOT NULL,
    events_to_fill bigint NOT NULL,
    -- of the time before this, there were events before the rollup
    fill_to timestamp(3) with time zone NOT NULL,
    -- of the time before this, all is in its continuous aggregates, but for late hours
    filled_to timestamp(3) with time zone NOT NULL,
    created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp()
)

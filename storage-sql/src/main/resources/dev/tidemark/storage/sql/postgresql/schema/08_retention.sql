CREATE TABLE retention (
    -- empty for all types that have no row
    event_type text COLLATE "C" PRIMARY KEY,
    -- what lifetimes of before this one may have deleted
    deleted_before timestamp(3) with time zone NOT NULL,
    -- 0 where nothing is deleted
    lifetime_days bigint NOT NULL
)

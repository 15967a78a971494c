-- One row.
CREATE TABLE horizon (
    -- an event of the time before this is late: continuous aggregates are about to hold this time, or do
    late_before timestamp(3) with time zone NOT NULL,
    -- events of the time before this are deleted, and are not taken any more
    kept_since timestamp(3) with time zone NOT NULL
)

-- Where late events came that are not in continuous aggregates yet.
CREATE TABLE late_hours (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id text COLLATE "C" NOT NULL,
    hour timestamp(3) with time zone NOT NULL
)

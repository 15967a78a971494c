ALTER TABLE tenants ADD COLUMN events_per_day BIGINT

ALTER TABLE api_keys ADD COLUMN events_per_second BIGINT

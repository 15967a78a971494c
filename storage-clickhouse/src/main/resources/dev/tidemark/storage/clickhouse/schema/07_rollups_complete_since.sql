ALTER TABLE rollups${on cluster}
    ADD COLUMN IF NOT EXISTS complete_since DateTime64(3, 'UTC') DEFAULT toDateTime64(0, 3, 'UTC') AFTER filled_before

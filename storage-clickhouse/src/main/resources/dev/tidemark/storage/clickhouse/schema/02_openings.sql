CREATE TABLE IF NOT EXISTS openings${on cluster} (
    opening UInt32,
    nonce UUID,
    writer String,
    opened_at DateTime64(3, 'UTC'),
    settled UInt8
) ENGINE = ${ReplacingMergeTree(settled)} ORDER BY (opening, nonce)

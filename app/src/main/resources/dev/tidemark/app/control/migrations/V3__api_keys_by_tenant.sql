CREATE INDEX api_keys_by_tenant ON api_keys (tenant)

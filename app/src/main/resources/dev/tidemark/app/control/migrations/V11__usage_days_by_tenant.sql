CREATE INDEX usage_days_by_tenant ON usage_days (tenant, usage_on)

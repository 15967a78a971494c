CREATE INDEX late_hours_of_tenant ON late_hours (tenant_id, hour)

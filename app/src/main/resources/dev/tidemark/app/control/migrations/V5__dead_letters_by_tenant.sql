CREATE INDEX dead_letters_by_tenant ON dead_letters (tenant, received_at, id)

CREATE INDEX dead_letters_by_age ON dead_letters (received_at)

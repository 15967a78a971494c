INSERT INTO horizon (late_before, kept_since)
VALUES ('epoch', 'epoch')

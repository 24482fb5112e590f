-- a question that was under way when the token changed still has the old token
ALTER TABLE sessions ADD COLUMN old_token_hash text, ADD COLUMN changed_at timestamptz;
CREATE INDEX sessions_old_token ON sessions (old_token_hash) WHERE old_token_hash IS NOT NULL;

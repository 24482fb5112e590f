-- a response with a new token may get lost: until the new token is used, the old one gets another
ALTER TABLE sessions ADD COLUMN is_token_used boolean NOT NULL DEFAULT true;

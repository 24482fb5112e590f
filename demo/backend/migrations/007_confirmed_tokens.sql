-- an answer with a new token may get lost: until that token has been used, the one before gets another
ALTER TABLE sessions ADD COLUMN is_token_used boolean NOT NULL DEFAULT true;

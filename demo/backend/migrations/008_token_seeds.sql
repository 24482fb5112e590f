-- all questions with the old token get the same new token, whichever response arrives last
ALTER TABLE sessions ADD COLUMN token_seed text;

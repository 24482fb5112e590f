-- all questions that come with the token before get the same new token, whichever response arrives last
ALTER TABLE sessions ADD COLUMN token_seed text;

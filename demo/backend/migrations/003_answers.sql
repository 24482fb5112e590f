-- as of when what is stored is true; a question that was begun later is still under way
ALTER TABLE orders ADD COLUMN answered_at timestamptz;

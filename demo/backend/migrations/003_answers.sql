-- when the question of the stored answer began; a question that began later is still under way
ALTER TABLE orders ADD COLUMN answered_at timestamptz;

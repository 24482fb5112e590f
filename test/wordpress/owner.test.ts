import { admin } from './admin.js';
import { places } from './places.js';
import { races } from './races.js';
import { world } from './support/world.js';
import { webhooks } from './webhooks.js';

// In its own file, because two sites side by side are faster than one.
const built = world();

places(built);
webhooks(built);
races(built);
admin(built);

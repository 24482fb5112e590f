import { admin } from './admin.js';
import { payments } from './payments.js';
import { places } from './places.js';
import { SETTINGS, world } from './support/world.js';
import { webhooks } from './webhooks.js';

// On the SQLite layer that WordPress's Playground uses.
const built = world(SETTINGS, { database: 'sqlite' });

places(built);
webhooks(built);
admin(built);
payments(built);

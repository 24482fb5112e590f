import { admin } from './admin.js';
import { places } from './places.js';
import { races } from './races.js';
import { scale } from './scale.js';
import { world } from './support/world.js';
import { upgrades } from './upgrades.js';
import { webhooks } from './webhooks.js';

// In its own file, because two sites side by side are faster than one.
const built = world();

places(built);
webhooks(built);
races(built);
upgrades(built);
scale(built);
admin(built);

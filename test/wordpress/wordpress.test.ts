import { author } from './author.js';
import { caches } from './caches.js';
import { contexts } from './contexts.js';
import { editor } from './editor.js';
import { journey } from './journey.js';
import { payments } from './payments.js';
import { platform } from './platform.js';
import { requests } from './requests.js';
import { browsing } from './support/browser.js';
import { world } from './support/world.js';
import { sweeping } from './sweeping.js';
import { visitors } from './visitors.js';

// One file, for one site and one browser: each takes seconds to start.
const built = world();
const visit = browsing(built);

journey(built, visit);
editor(built, visit);
author(built, visit);
requests(built);
contexts(built);
caches(built);
visitors(built);
payments(built);
sweeping(built);
platform(built);

/** A step of `npm run build`: `dist/embed.html`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embedPage } from './embed-page.js';

await writeFile(join(import.meta.dirname, '../dist/embed.html'), await embedPage());

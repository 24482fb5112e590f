import type {} from 'xumm-payload-status/preact';

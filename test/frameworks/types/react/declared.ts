import type {} from 'xumm-payload-status/react';

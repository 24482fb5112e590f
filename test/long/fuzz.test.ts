import { rogueSocket } from './rogue-socket.js';

rogueSocket(1_000_000);

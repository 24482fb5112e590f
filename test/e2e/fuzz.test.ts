import { rogueSocket } from '../long/rogue-socket.js';

rogueSocket(40_000);

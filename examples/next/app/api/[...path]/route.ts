import { handle } from '../../../../handle.js';
import { shopOfEnvironment } from '../../../../node.js';

const shop = shopOfEnvironment();

// One file for all: each route file of Next is a program of its own, and these share the orders.
export const GET = (request: Request): Promise<Response> => handle(request, shop);
export const POST = GET;

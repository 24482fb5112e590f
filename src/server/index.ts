/**
 * The server half: has this order been paid? For Node, Deno, Bun and workers: Web Crypto and `fetch`, no dependency, no
 * state. It decides about money; it stores nothing and delivers nothing.
 */
export { invoiceId } from './invoice-id.js';
export { judge } from './judge.js';
export { newestLedger, type NewestLedgerOptions } from './newest-ledger.js';
export { payloadStatus } from './payload-status.js';
export { paymentRequest, type PaymentRequest, type PaymentRequestOptions } from './payment-request.js';
export { verifyPayment, type VerifyPaymentOptions } from './verify-payment.js';
export {
  readWebhook,
  WebhookError,
  type WebhookCall,
  type WebhookErrorCode,
  type WebhookNews,
} from './webhook.js';
export type { Amount, Facts, IssuedAmount, Judgement, LedgerAnswers, Order, Verdict } from './types.js';
export type { PayloadStatus } from '../payload/status.js';

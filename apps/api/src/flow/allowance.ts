import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail, type ThrottlerModuleOptions } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { refused } from '../problems/problem';
import { Windows } from './windows';

/** How many requests a client may send in ten seconds. */
export interface Allowance {
  readonly perKey: number;
  /** Without a key, or with a wrong one. */
  readonly perAddress: number;
}
/** Milliseconds. */
export const allowanceLasts = 10_000;

/** `requestsPerSecond` of one key, 0 for as many as it likes. Without a key nobody has much to ask. */
export const allowanceOf = (requestsPerSecond: number): Allowance => ({
  perKey: requestsPerSecond === 0 ? Infinity : (requestsPerSecond * allowanceLasts) / 1_000,
  perAddress: 600,
});

/** The counting is ours, because that of the package keeps a number a request and an address for each that ever asked. */
export const throttling = ({ perKey, perAddress }: Allowance, now: () => number): ThrottlerModuleOptions => ({
  throttlers: [
    {
      ttl: allowanceLasts,
      limit: (context: ExecutionContext) => (context.switchToHttp().getRequest<FastifyRequest>().actor ? perKey : perAddress),
    },
  ],
  storage: new Windows(allowanceLasts, now),
  getTracker: ({ client }) => client as string,
  // One allowance for all routes.
  generateKey: (_context, client) => client,
  setHeaders: false,
});

/** Throws RequestRefused (429) where a client sends more than it may. */
@Injectable()
export class AllowanceGuard extends ThrottlerGuard {
  protected override throwThrottlingException(_context: ExecutionContext, { timeToBlockExpire }: ThrottlerLimitDetail): Promise<void> {
    throw refused(
      429,
      'requests.too-many',
      `You have sent more than is allowed in ${allowanceLasts / 1_000} seconds; go on in ${timeToBlockExpire} s, and slower. The operator may allow more.`,
      { 'retry-after': String(timeToBlockExpire) },
    );
  }
}

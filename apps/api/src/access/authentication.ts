import { normalizeIp } from '@nestjs/throttler';
import { prefixOf } from '@redress/access';
import type { FastifyRequest } from 'fastify';
import type { ApiEngine } from '../api-engine';
import { refused } from '../problems/problem';
import type { Access } from './access';
import type { Attempts } from './attempts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, for those who count: the first characters of a key that is right, else the address it comes from. */
    client: string;
  }
}

/** Before a body is read: whose key is it? Routes that do not exist need none. Throws RequestRefused (401, or 429 after too many wrong ones). */
export const authenticating =
  ({ apiKeys, clock }: Pick<ApiEngine, 'apiKeys' | 'clock'>, attempts: Attempts) =>
  async (request: FastifyRequest): Promise<void> => {
    const address = normalizeIp(request.ip);
    request.client = address;
    const { access } = request.routeOptions.config;
    if (!access || isOpenFor(request, access)) return;
    const key = bearerOf(request);
    if (key === undefined)
      throw attempts.afterFailure(address, unauthenticated('key.missing', 'Send your API key: Authorization: Bearer <key>.', ''));
    attempts.refuseGuesses(address, prefixOf(key));
    request.actor = await apiKeys.authenticate(key, clock.now());
    if (!request.actor) throw attempts.afterFailure(address, unknownKey());
    attempts.succeeded(prefixOf(key));
    request.client = prefixOf(key);
  };

const isOpenFor = (request: FastifyRequest, { open }: Access): boolean => open === 'to-all' || (open === 'on-loopback' && isLocal(request));

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
/** What a proxy on this machine passes on comes from elsewhere. */
const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  loopback.test(socket.remoteAddress ?? '') && ['forwarded', 'x-forwarded-for', 'via'].every((name) => headers[name] === undefined);

const bearerOf = ({ headers: { authorization = '' } }: FastifyRequest): string | undefined =>
  /^Bearer +([\w~+/.-]+=*)$/i.exec(authorization)?.[1];

const unknownKey = () =>
  unauthenticated('key.unknown', 'This key is unknown, expired or revoked; ask an admin for another.', ', error="invalid_token"');

const unauthenticated = (code: string, detail: string, error: string) =>
  refused(401, code, detail, { 'www-authenticate': `Bearer realm="redress"${error}` });

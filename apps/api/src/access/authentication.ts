import type { ApiKeys } from '@redress/access';
import type { FastifyRequest } from 'fastify';
import type { ApiEngine } from '../api-engine';
import { refused } from '../problems/problem';
import type { Access } from './access';

/** Before a body is read: whose key is it? Routes that do not exist need none. Throws RequestRefused (401). */
export const authenticating =
  ({ apiKeys, clock }: Pick<ApiEngine, 'clock'> & { readonly apiKeys: Pick<ApiKeys, 'authenticate'> }) =>
  async (request: FastifyRequest): Promise<void> => {
    const { access } = request.routeOptions.config;
    if (!access || isOpenFor(request, access)) return;
    request.actor = await apiKeys.authenticate(bearerOf(request), clock.now());
    if (!request.actor)
      throw unauthenticated('key.unknown', 'This key is unknown, expired or revoked; ask an admin for another.', ', error="invalid_token"');
  };

const isOpenFor = (request: FastifyRequest, { open }: Access): boolean => open === 'to-all' || (open === 'on-loopback' && isLocal(request));

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
/** What a proxy on this machine passes on comes from elsewhere. */
const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  loopback.test(socket.remoteAddress ?? '') && ['forwarded', 'x-forwarded-for', 'via'].every((name) => headers[name] === undefined);

const bearerOf = ({ headers: { authorization = '' } }: FastifyRequest): string => {
  const key = /^Bearer +([\w~+/.-]+=*)$/i.exec(authorization)?.[1];
  if (key !== undefined) return key;
  throw unauthenticated('key.missing', 'Send your API key: Authorization: Bearer <key>.', '');
};

const unauthenticated = (code: string, detail: string, error: string) =>
  refused(401, code, detail, { 'www-authenticate': `Bearer realm="redress"${error}` });

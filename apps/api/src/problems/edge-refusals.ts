import type { KnownRoutes } from '../access/known-routes';
import { type Refusal, refused } from './problem';

/** 64 KiB: a description of 40,000 characters fits, and what one store holds the other must take. */
export const mostBytes = 64 * 1024;

/** What Fastify and Node refuse before a handler runs, by their own codes. */
const ofFastify: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => refused(415, 'body.wrong-media-type', 'Send application/json in UTF-8.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    refused(413, 'body.too-large', `A body holds at most ${mostBytes} bytes; name documents by their SHA-256 instead of sending them.`),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    refused(400, 'body.incomplete', 'The body is not as long as Content-Length says; send it again.'),
  FST_ERR_MAX_PARAM_LENGTH: () => nothingHere(),
  ECONNRESET: () => refused(400, 'request.aborted', 'The connection ended before the body did; send it again.'),
  FST_ERR_BAD_URL: () => refused(400, 'url.malformed', 'The path is not valid; encode special characters as UTF-8 with %.'),
};

/** What Fastify or Node refused; null for what is no refusal but a fault of ours. */
export const edgeRefusalOf = (error: unknown): Refusal | null => {
  const code = (error as { code?: unknown } | null)?.code;
  const known = typeof code === 'string' && Object.hasOwn(ofFastify, code) ? ofFastify[code] : undefined;
  return known ? known() : null;
};

/** A path that does not exist, or not under this method. */
export const notFound = (method: string, url: string, routes: KnownRoutes): Refusal => {
  const methods = routes.methodsOf(url.split('?', 1)[0]!);
  if (methods.length === 0 || methods.includes(method)) return nothingHere();
  return refused(405, 'method.not-allowed', `This path takes ${methods.join(', ')}.`, { allow: methods.join(', ') });
};

const nothingHere = (): Refusal => refused(404, 'route.unknown', 'There is nothing at this path; /openapi.json lists what there is.');

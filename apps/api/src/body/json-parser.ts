import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mostBytes } from '../problems/edge-refusals';
import { refused } from '../problems/problem';
import { readJson } from './json-reader';

/** Takes application/json in UTF-8, uncompressed, and nothing else. */
export const takeOnlyJson = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: mostBytes }, (request, body, done) => {
    try {
      refuseOtherCoding(request);
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
};

const refuseOtherCoding = ({ headers }: FastifyRequest): void => {
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw refused(415, 'body.wrong-charset', 'Send the body in UTF-8.');
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) throw refused(415, 'body.compressed', 'Send the body uncompressed.');
};

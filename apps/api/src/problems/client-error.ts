import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf, problemType, type Refusal, refused } from './problem';

const ofNode: Readonly<Record<string, () => Refusal>> = {
  HPE_HEADER_OVERFLOW: () => refused(431, 'request.headers-too-large', 'The headers hold more than 16 KiB; send fewer or shorter ones.'),
  ERR_HTTP_REQUEST_TIMEOUT: () => refused(408, 'request.too-slow', 'The request did not arrive in time; send it again.'),
};

/** What is no HTTP never becomes a request; it is answered on the bare connection, which then ends. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal =
    ofNode[error.code ?? '']?.() ?? refused(400, 'request.malformed', 'This is no valid HTTP request; look at its first lines.');
  const id = randomUUID();
  const body = JSON.stringify(problemOf(refusal, id));
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Correlation-Id: ${id}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

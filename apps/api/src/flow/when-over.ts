import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Calls once when a request was answered or its connection is gone. Not a hook of Fastify: after an aborted request those may never run.
 * Nor the response alone: one that waits behind another on a connection that breaks never hears of it.
 */
export const whenOver = ({ raw: { socket } }: FastifyRequest, { raw: response }: FastifyReply, then: () => void): void => {
  const over = (): void => {
    response.off('close', over);
    socket.off('close', over);
    then();
  };
  response.once('close', over);
  socket.once('close', over);
};

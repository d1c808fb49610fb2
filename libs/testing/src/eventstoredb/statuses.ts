import { Metadata, type ServiceError } from '@grpc/grpc-js';
import type { Refused } from './log-reading';

/** A refusal that ends a call before anything was said: the server then sends the length of its empty body too. */
export const asStatus = (refused: Refused): ServiceError => {
  const status = asClosingStatus(refused);
  status.metadata.set('content-length', '0');
  return status;
};

/** A refusal that ends a call after something was said. */
export const asClosingStatus = ({ code, details, trailers }: Refused): ServiceError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

import type { LoggerService } from '@nestjs/common';
import { destination, type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

/** JSON lines to stderr; what is logged is chosen field by field, so nothing personal has to be taken out again. */
export const logTo = (level: string, stream: DestinationStream = destination({ dest: 2, sync: false })): Logger =>
  pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stream);

/** What Nest has to say at start, in the same lines. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...[context]: unknown[]): void {
    this.logger.debug({ context }, String(message));
  }
  warn(message: unknown, ...[context]: unknown[]): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown, ..._stackAndContext: unknown[]): void {
    this.logger.error(String(message));
  }
  fatal(message: unknown): void {
    this.logger.fatal(String(message));
  }
}

import { type Metadata, status } from '@grpc/grpc-js';
import { Refused } from './log-reading';

/** Whether this node leads. One that follows sends clients on who ask for the leader, and answers all others. */
export class Leadership {
  isHeld = true;

  /** `leader` is where it sends them. */
  constructor(private readonly leader: () => { readonly host: string; readonly port: number }) {}

  /** What a call is refused with. */
  refusalOf(metadata: Metadata): Refused | null {
    return this.isHeld || metadata.get('requires-leader')[0] !== 'true' ? null : this.refused();
  }
  refused(): Refused {
    const { host, port } = this.leader();
    return new Refused(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    });
  }
}

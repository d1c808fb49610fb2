import type { MongoClient } from 'mongodb';

interface Monitor {
  close(): void;
  connect(): void;
}
/** What the driver keeps inside; whoever upgrades it sees in the tests of broken networks whether this still fits, or is needed. */
interface Inside {
  readonly topology?: { readonly s: { readonly servers: ReadonlyMap<string, { readonly monitor: Monitor | null }> } };
}

/**
 * A connection that ends in the moment in which the driver asks on it whether its server is well leaves the driver (7.9) waiting for
 * ever for room to write, and no server is found any more. So a question without answer or failure is asked anew, after the time in
 * which the driver should have given it up.
 */
export const beginStuckMonitorsAnew = (client: MongoClient): void => {
  const { heartbeatFrequencyMS, connectTimeoutMS } = client.options;
  const asking = new Map<string, NodeJS.Timeout>();
  const over = ({ connectionId }: { readonly connectionId: string }): void => clearTimeout(asking.get(connectionId));
  const beginAnew = (server: string): void => {
    const monitor = (client as unknown as Inside).topology?.s.servers.get(server)?.monitor;
    monitor?.close();
    monitor?.connect();
  };
  client.on('serverHeartbeatStarted', (event) => {
    over(event);
    const timer = setTimeout(() => beginAnew(event.connectionId), heartbeatFrequencyMS + connectTimeoutMS);
    asking.set(event.connectionId, timer.unref());
  });
  client.on('serverHeartbeatSucceeded', over);
  client.on('serverHeartbeatFailed', over);
};

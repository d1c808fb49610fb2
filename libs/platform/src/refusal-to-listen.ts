import { StartRefused } from './development-keys';

interface Place {
  readonly host: string;
  readonly port: number;
  /** Which one names the port; REDRESS_PORT unless told otherwise. */
  readonly setting?: string;
}

/** What the system says, in words that tell the operator what to do; any other error is handed back as it is. */
export const refusalToListen = (error: unknown, { host, port, setting = 'REDRESS_PORT' }: Place): unknown => {
  const said = told[(error as { code?: string } | null)?.code ?? ''];
  return said ? new StartRefused(said(host, port, setting)) : error;
};

const told: Readonly<Record<string, (host: string, port: number, setting: string) => string>> = {
  EADDRINUSE: (host, port, setting) =>
    `Port ${port} of ${host} is taken; end what listens there, or set ${setting} to another (0 takes a free one).`,
  EACCES: (_host, port, setting) => `Port ${port} is kept for the system; set ${setting} to one above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine; set REDRESS_HOST to one that is, such as 127.0.0.1.`,
  ENOTFOUND: (host) => `The name ${host} is not known; set REDRESS_HOST to a name or address of this machine, such as 127.0.0.1.`,
};

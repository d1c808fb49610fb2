import { StartRefused } from '@redress/platform';

/** What the system says, in words that tell the operator what to do; any other error is handed back as it is. */
export const refusalToListen = (error: unknown, { host, port }: { readonly host: string; readonly port: number }): unknown => {
  const said = told[(error as { code?: string } | null)?.code ?? ''];
  return said ? new StartRefused(said(host, port)) : error;
};

const told: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken; end what listens there, or set REDRESS_PORT to another (0 takes a free one).`,
  EACCES: (_host, port) => `Port ${port} is kept for the system; set REDRESS_PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine; set REDRESS_HOST to one that is, such as 127.0.0.1.`,
  ENOTFOUND: (host) => `The name ${host} is not known; set REDRESS_HOST to a name or address of this machine, such as 127.0.0.1.`,
};

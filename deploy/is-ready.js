'use strict';
// Ends with 0 where the process in this container can do its work: the API, or `redress work` on the port of its health.
const { REDRESS_HEALTH_PORT, REDRESS_PORT } = process.env;
const port = REDRESS_HEALTH_PORT || REDRESS_PORT || '3000';

globalThis.fetch(`http://127.0.0.1:${port}/health/ready`, { signal: globalThis.AbortSignal.timeout(4_000) }).then(
  ({ ok }) => process.exit(ok ? 0 : 1),
  () => process.exit(1),
);

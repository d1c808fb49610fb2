import { join, relative } from 'node:path';

const repository = join(__dirname, '../../../..');

/** Worker threads run from the build; where the caller itself is a source, as in tests, its twin in `dist` is meant. `folder` is the caller's. */
export const builtFile = (folder: string, name: string): string =>
  __filename.endsWith('.ts') ? join(repository, 'dist', relative(repository, folder), name) : join(folder, name);

const { availableParallelism } = require('node:os');

const swc = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const base = {
  testEnvironment: 'node',
  // In the sandbox of a test every look-up of a global takes its time: CSV and protocols that ask for them with each byte took four times as long.
  sandboxInjectedGlobals: [
    'Array',
    'BigInt',
    'Buffer',
    'DataView',
    'Error',
    'JSON',
    'Map',
    'Math',
    'Number',
    'Object',
    'Promise',
    'Set',
    'String',
    'Symbol',
    'Uint8Array',
  ],
  rootDir: __dirname,
  transform: { '^.+\\.(ts|js)$': swc },
  // These packages are ES modules only; transforming all of node_modules would break others.
  transformIgnorePatterns: ['/node_modules/(?!(temporal-polyfill|temporal-utils|temporal-spec)/)', '<rootDir>/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  moduleNameMapper: {
    '^@redress/([^/]+)$': '<rootDir>/libs/$1/src',
    '^@redress/complaints/commands$': '<rootDir>/libs/complaints/src/application/commands',
    '^@redress/platform/metrics$': '<rootDir>/libs/platform/src/metrics/metrics',
    '^@redress/read-models/queries$': '<rootDir>/libs/read-models/src/queries/queries',
    // What is loaded only where it is used is named as Node finds it in the build.
    '^\\./((?:eventstoredb|mongo)-[\\w-]+)\\.js$': './$1',
  },
};
/** @type {import('jest').Config} */
module.exports = {
  // A shared machine may be slow; a test that needs longer than this hangs.
  testTimeout: 60_000,
  // With one worker the suites of two cores take half as long again: many of them wait for other processes.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testSequencer: '<rootDir>/test/longest-first.js',
  reporters: ['default', '<rootDir>/test/closing-line.reporter.js'],
  globalSetup: '<rootDir>/test/build-first.js',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts'] },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      // What only `npm run torture` runs: it takes minutes, or a file system that root has to make.
      testPathIgnorePatterns: [
        ...(process.env.FULL_DISK ? [] : ['/disk-full']),
        ...(process.env.SLOW_READER_EVENTS ? [] : ['/slow-reader']),
        ...(process.env.FLAT_MEMORY_EVENTS ? [] : ['/flat-memory']),
      ],
    },
  ],
};

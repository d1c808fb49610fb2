const lib = (name) => `^libs/${name}/`;
/** Who may import whom. An arrow not drawn here does not exist. */
const may = {
  kernel: [],
  sqlite: [],
  mongodb: ['kernel'],
  sealing: ['kernel', 'sqlite', 'mongodb'],
  'event-store': ['kernel', 'sealing', 'sqlite'],
  deadlines: ['kernel', 'event-store', 'sealing'],
  staff: ['kernel', 'event-store', 'sealing'],
  complaints: ['kernel', 'event-store', 'sealing', 'deadlines', 'staff'],
  'what-if': ['kernel', 'event-store', 'complaints', 'deadlines'],
  projections: ['kernel', 'event-store', 'sqlite', 'mongodb'],
  'read-models': ['kernel', 'complaints', 'staff', 'deadlines', 'projections'],
  registers: ['kernel', 'event-store', 'sealing', 'complaints'],
  simulation: ['kernel', 'event-store', 'sealing', 'complaints', 'deadlines', 'staff', 'registers'],
  access: ['kernel', 'sealing', 'event-store', 'complaints'],
  platform: ['.*'],
  testing: ['.*'],
};
/** What a lib lends, and behind doors of their own what needs the framework. */
const doors = [
  '^libs/[^/]+/src/index\\.ts$',
  '^libs/complaints/src/application/commands\\.ts$',
  '^libs/platform/src/metrics/metrics\\.ts$',
  '^libs/read-models/src/queries/queries\\.ts$',
];
const tests = '\\.spec(-support)?\\.ts$';
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(may).map(([name, allowed]) => ({
      name: `libs-of-${name}`,
      severity: 'error',
      from: { path: lib(name), pathNot: tests },
      to: { path: '^libs/', pathNot: [name, ...allowed].map(lib) },
    })),
    {
      name: 'only-tests-use-testing',
      severity: 'error',
      from: { pathNot: [tests, '^libs/testing/', '^test/', '^bench/'] },
      to: { path: lib('testing') },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-never-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '/domain/', pathNot: tests },
      to: { pathNot: ['/domain/', '^libs/kernel/', '^libs/[^/]+/src/domain/'] },
    },
    {
      name: 'drivers-only-in-adapters',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/sqlite/', '/sqlite/', '^libs/mongodb/', '/mongodb/', '^libs/platform/', '^libs/testing/', tests],
      },
      to: { path: ['node_modules/@photostructure/', '^libs/sqlite/', 'node_modules/mongodb/', '^libs/mongodb/'] },
    },
    {
      name: 'eventstoredb-only-in-its-adapter',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['/eventstoredb/', tests] },
      to: { path: ['node_modules/@eventstore/', 'node_modules/@grpc/', 'node_modules/google-protobuf/'] },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: tests },
      to: { path: '^libs/', pathNot: ['^libs/$1/', ...doors] },
    },
    {
      name: 'apps-through-the-front-door',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: doors },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist'] },
  },
};

import { composeFile } from './deployment/compose-file';
import { isPinned, textOf, unknownSettings, yamlOf } from './deployment/read';

interface Job {
  readonly strategy?: { readonly matrix: { readonly node?: readonly string[] } };
  readonly services?: Readonly<Record<string, { readonly image: string; readonly command?: string; readonly options: string }>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}
const file = '.github/workflows/check.yml';
const { jobs, permissions } = yamlOf<{ jobs: Readonly<Record<string, Job>>; permissions: object }>(file);
const steps = Object.values(jobs).flatMap((job) => job.steps);
const runs = (job: string): readonly string[] => jobs[job]!.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

describe('the workflow', () => {
  it('installs, checks and tests on every line of Node that is promised', () => {
    expect(jobs['plain']!.strategy!.matrix.node).toEqual(['20.19', '22', '24']);
    expect((JSON.parse(textOf('package.json')) as { engines: { node: string } }).engines.node).toBe('^20.19 || ^22.13 || >=24');
    expect(runs('plain')).toEqual(['npm ci', 'npm run check', 'npm test']);
  });

  it('runs the suites on both servers, in the versions that the compose file starts', () => {
    const { services, env } = jobs['servers']!;
    const versions = (each: Readonly<Record<string, { readonly image: string }>>) => [each['eventstore']!.image, each['mongo']!.image];
    expect(versions(services!)).toEqual(versions(composeFile.services));
    expect([Object.keys(env!), runs('servers').at(-1)]).toEqual([['REDRESS_TEST_ESDB', 'REDRESS_TEST_MONGO'], 'npm run test:servers']);
  });

  it('has a mongod that is a replica set, and asks both servers whether they are well', () => {
    const services = jobs['servers']!.services!;
    expect(services['mongo']!.command).toBe('--replSet rs0 --bind_ip_all');
    expect(runs('servers').some((run) => run.includes('rs.initiate'))).toBe(true);
    expect(Object.values(services).filter(({ image, options }) => !isPinned(image) || !options.includes('--health-cmd'))).toEqual([]);
  });

  it('names only scripts and settings that exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!));
    expect([named.filter((name) => !(name in scripts)), unknownSettings(textOf(file))]).toEqual([[], []]);
  });

  it('takes no action by a name that can move, no secret, and no right but to read', () => {
    expect(steps.filter(({ uses }) => uses !== undefined && !/^[\w/-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    expect([/\{\{[^}]*\bsecrets\b/.exec(textOf(file)), permissions]).toEqual([null, { contents: 'read' }]);
  });
});

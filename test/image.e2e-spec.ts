import { isPinned, textOf, unknownSettings } from './deployment/read';

/** The instructions of the Dockerfile, a line each. */
const instructions = textOf('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');
const [build, image] = [0, 1].map((stage) => {
  const starts = instructions.flatMap((line, n) => (line.startsWith('FROM ') ? [n] : []));
  return instructions.slice(starts[stage], starts[stage + 1]);
}) as [string[], string[]];
const last = (lines: readonly string[], instruction: string): string | undefined =>
  lines.filter((line) => line.startsWith(`${instruction} `)).at(-1);

describe('the image', () => {
  it('begins with one exact version of Node, the same to build and to run', () => {
    const bases = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]!);
    expect([bases.length, new Set(bases).size, bases.every(isPinned), bases[0]!.startsWith('node:22.')]).toEqual([2, 1, true, true]);
  });

  it('holds only packages that it needs to run', () => {
    expect(build.at(-1)).toBe('RUN npm ci --omit=dev --no-audit --no-fund');
    expect(image.filter((line) => /npm (ci|install)|apt-get|curl|wget|^ADD /.test(line))).toEqual([]);
  });

  it('takes what was built and what starts it, and nothing else of the repository', () =>
    expect(image.filter((line) => line.startsWith('COPY '))).toEqual([
      'COPY LICENSE NOTICE package.json ./',
      'COPY bin bin',
      'COPY deploy/is-ready.js deploy/eventstore-access.js deploy/',
      'COPY --from=build /build/node_modules node_modules',
      'COPY --from=build /build/dist dist',
    ]));

  it('is given nothing but what it copies', () => {
    const given = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const copied = [...build, ...image]
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(given[0]).toBe('*');
    expect(
      given
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1))
        .sort(),
    ).toEqual([...new Set(copied)].sort());
  });

  it('runs as a user who owns nothing in it but the data folder', () => {
    expect(last(image, 'USER')).toBe('USER 1000:1000');
    expect(image.filter((line) => line.includes('--chown'))).toEqual([]);
  });

  it('starts Redress itself, with no shell between it and the signal that ends it', () => {
    expect([last(image, 'ENTRYPOINT'), last(image, 'CMD'), last(image, 'STOPSIGNAL')]).toEqual([
      'ENTRYPOINT ["node", "bin/redress.js"]',
      'CMD ["serve"]',
      'STOPSIGNAL SIGTERM',
    ]);
  });

  it('says whether it can take requests', () => expect(last(image, 'HEALTHCHECK')).toMatch(/CMD \["node", "deploy\/is-ready\.js"\]$/));

  it('says what it is, in the version of the package', () => {
    const { version, license } = JSON.parse(textOf('package.json')) as { version: string; license: string };
    const label = last(image, 'LABEL')!;
    expect([label.includes(`version="${version}"`), label.includes(`licenses="${license}"`)]).toEqual([true, true]);
    expect(textOf('docker-compose.yml')).toContain(`image: redress:${version}\n`);
  });

  it('names only settings that exist', () => expect(unknownSettings(textOf('Dockerfile') + textOf('deploy/is-ready.js'))).toEqual([]));
});

import { composeFile, isOneShot, services, servicesOf, servicesWithout } from './deployment/compose-file';
import { isPinned, textOf, unknownSettings } from './deployment/read';

const namesOf = (profile: string): readonly string[] => servicesOf(profile).map(([name]) => name);

describe('the compose file', () => {
  it('has three ways to run, and every service belongs to one of them', () => {
    expect([namesOf('embedded'), namesOf('production'), namesOf('development')]).toEqual([
      ['embedded'],
      ['redress', 'projector', 'eventstore', 'eventstore-access', 'mongo', 'mongo-access'],
      ['development', 'development-seed', 'development-eventstore', 'development-mongo'],
    ]);
    expect(servicesWithout(({ profiles }) => profiles.length === 1)).toEqual([]);
  });

  it('pins every image', () => expect(servicesWithout(({ image }) => isPinned(image))).toEqual([]));

  it('takes the long-term releases of both servers that Redress is made for', () => {
    const foreign = [...new Set(services.map(([, { image }]) => image.replace(/\.\d+$/, '')))].filter(
      (image) => !image.startsWith('redress:'),
    );
    expect(foreign).toEqual(['eventstore/eventstore:24.10', 'mongo:8.0']);
  });

  it('names only settings that exist', () => expect(unknownSettings(textOf('docker-compose.yml'))).toEqual([]));

  it('asks every service that stays whether it is well, and none that ends', () => {
    expect(
      servicesWithout((each) => (isOneShot(each) ? each.healthcheck?.disable === true : (each.healthcheck?.test ?? []).length > 1)),
    ).toEqual([]);
  });

  it('starts nothing before what it needs is well, or has run to its end', () => {
    const wrong = services.flatMap(([name, { profiles, depends_on = {} }]) =>
      Object.entries(depends_on)
        .filter(([needed, { condition }]) => {
          const service = composeFile.services[needed]!;
          const expected = isOneShot(service) ? 'service_completed_successfully' : 'service_healthy';
          return condition !== expected || service.profiles[0] !== profiles[0];
        })
        .map(([needed]) => `${name}: ${needed}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has both servers, and what gives Redress its rights on them, before each process of Redress in production', () => {
    const needed = ['eventstore', 'eventstore-access', 'mongo', 'mongo-access'];
    const before = (name: string): readonly string[] => Object.keys(composeFile.services[name]!.depends_on!).sort();
    expect([before('redress'), before('projector')]).toEqual([needed, needed]);
  });
});

describe('a service', () => {
  it('runs as nobody who may do more than its work', () => {
    expect(servicesWithout(({ user }) => user !== undefined && !/^(root|0)(:|$)/.test(user))).toEqual([]);
    expect(servicesWithout(({ read_only }) => read_only === true)).toEqual([]);
    expect(servicesWithout(({ cap_drop }) => cap_drop?.join() === 'ALL')).toEqual([]);
    expect(servicesWithout(({ security_opt }) => security_opt?.join() === 'no-new-privileges:true')).toEqual([]);
  });

  it('is ended by a signal that reaches it, and has half a minute for that', () =>
    expect(servicesWithout(({ init, stop_grace_period }) => init === true && stop_grace_period === '30s')).toEqual([]));

  it('fills no disk with what it logs', () =>
    expect(
      servicesWithout(
        ({ logging }) =>
          logging?.driver === 'json-file' && /^\d+m$/.test(logging.options['max-size']!) && Number(logging.options['max-file']) > 1,
      ),
    ).toEqual([]));

  it('keeps what must last in a named volume, and may read of this folder but not write', () => {
    const mounted = services.flatMap(([name, { volumes = [] }]) => volumes.map((volume) => [name, ...volume.split(':')] as const));
    const wrong = mounted.filter(([, from, , mode]) => (from!.startsWith('.') ? mode !== 'ro' : !(from! in composeFile.volumes)));
    expect([mounted.length, wrong]).toEqual([7, []]);
  });
});

describe('the production profile', () => {
  const production = servicesOf('production');
  const environments = production.flatMap(([, { environment = {} }]) => Object.entries(environment));

  it('publishes the API and nothing else, and that only as far as it is told to', () =>
    expect(production.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))).toEqual([
      ['redress', '${PUBLISH_ON:-127.0.0.1}:3000:3000'],
    ]));

  it('keeps its servers on a network without a way out', () => {
    expect(composeFile.networks['stores']).toEqual({ internal: true });
    expect(production.filter(([, { networks }]) => networks?.join() !== 'stores').map(([name, { networks }]) => [name, networks])).toEqual([
      ['redress', ['front', 'stores']],
    ]);
  });

  it('runs Redress as production, which refuses what is not protected', () => {
    const ofRedress = production.filter(([, { image, restart }]) => image.startsWith('redress:') && restart !== 'no');
    expect(ofRedress.map(([name, { environment }]) => [name, environment!['REDRESS_ENV'], environment!['REDRESS_PROJECTOR']])).toEqual([
      ['redress', 'production', 'separate'],
      ['projector', 'production', 'separate'],
    ]);
  });

  it('holds no credentials: each is in a file that is named', () => {
    const open = environments.filter(([name]) => /PASSWORD|SECRET|TOKEN|_STORE|API_KEY/.test(name) && !name.endsWith('_FILE'));
    const text = JSON.stringify(production);
    expect([open, /changeit|:\/\/[^/@"]+:[^/@"]+@/.exec(text), /INSECURE|tls=false/i.exec(text)]).toEqual([[], null, null]);
  });

  it('gives a service no secret that it does not use', () => {
    // The URLs of the stores are secrets themselves, and name the authority.
    const urls = textOf('deploy/make-secrets.sh')
      .match(/^.*tlsCAFile=.*$/gm)!
      .join();
    const scripts: Readonly<Record<string, string>> = {
      redress: urls,
      projector: urls,
      'eventstore-access': textOf('deploy/eventstore-access.js'),
      'mongo-access': textOf('deploy/mongodb-access.js'),
    };
    const unused = production.flatMap(([name, { secrets = [], command, environment, healthcheck }]) => {
      const seen = JSON.stringify([command, environment, healthcheck]) + (scripts[name] ?? '');
      return secrets
        .map((secret) => (typeof secret === 'string' ? { source: secret, target: `/run/secrets/${secret}` } : secret))
        .filter(({ source, target }) => !seen.includes(target) && !seen.includes(`secret('${source}')`))
        .map(({ source }) => `${name}: ${source}`);
    });
    expect(unused).toEqual([]);
  });
});

describe('outside production', () => {
  it('nothing is published beyond loopback but the API, where its operator says so', () => {
    const wide = [...servicesOf('embedded'), ...servicesOf('development')].flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => [name, port]),
    );
    expect(wide).toEqual([['embedded', '${PUBLISH_ON:-127.0.0.1}:3000:3000']]);
  });
});

describe('the secrets', () => {
  const script = textOf('deploy/make-secrets.sh');
  const made = new Set([
    ...[...script.matchAll(/keep ([a-z][\w.-]+)$/gm)].map(([, name]) => name!),
    ...[...script.matchAll(/^certificate (\w+) /gm)].flatMap(([, name]) => [`${name!}.crt`, `${name!}.key`]),
    ...script.match(/^for name in ([^;]+);/m)![1]!.split(' '),
  ]);

  it('are all made by the script beside them, from nothing that it does not make', () => {
    const put = [...script.matchAll(/^cat (.+) \| keep/gm)].flatMap(([, names]) => names!.split(' '));
    expect([Object.values(composeFile.secrets).length, put.length]).toEqual([14, 2]);
    expect(put.filter((name) => !made.has(name))).toEqual([]);
    expect(Object.entries(composeFile.secrets).filter(([name, { file }]) => file !== `deploy/secrets/${name}` || !made.has(name))).toEqual(
      [],
    );
  });

  it('are in no commit and no image', () => {
    expect(textOf('.gitignore').split('\n')).toContain('deploy/secrets/');
    expect(
      textOf('.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!') && /^!(\*|deploy$|deploy\/secrets)/.test(line)),
    ).toEqual([]);
  });
});

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreDbDouble } from '../libs/testing/src/eventstoredb';

interface Access {
  readonly grant: (client: EventStoreDBClient) => Promise<void>;
  readonly makeUser: (url: string, administrator: string, password: string) => Promise<void>;
}
const { grant, makeUser } = createRequire(__filename)(join(__dirname, '../deploy/eventstore-access.js')) as Access;

describe('the rights of Redress on EventStoreDB', () => {
  it('are to add and to read, and saying them again at the next start adds nothing', async () => {
    const double = await EventStoreDbDouble.start();
    const client = EventStoreDBClient.connectionString(double.connectionString().replace('//', '//admin:password@'));
    const told = (stream: string): unknown[] =>
      double.log.of(stream).map(({ type, data }) => [type, JSON.parse(Buffer.from(data).toString()) as unknown]);
    await grant(client);
    await grant(client);
    await client.dispose();
    await double.stop();
    const forAdministrators = { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' };
    expect(told('$$$all')).toEqual([['$metadata', { $acl: { $r: ['$admins', 'redress'] } }]]);
    expect(told('$settings')).toEqual([
      [
        'update-default-acl',
        {
          $userStreamAcl: { $r: 'redress', $w: 'redress', $d: '$admins', $mr: 'redress', $mw: '$admins' },
          $systemStreamAcl: forAdministrators,
        },
      ],
    ]);
  });
});

describe('the user of Redress on EventStoreDB', () => {
  let server: Server;
  const asked: unknown[] = [];
  let answers: number[] = [];
  const take = async (request: IncomingMessage): Promise<number> => {
    asked.push([request.method, request.url, request.headers.authorization, JSON.parse(await text(request))]);
    return answers.shift()!;
  };
  beforeAll(async () => {
    server = createServer((request, answer) => void take(request).then((status) => answer.writeHead(status).end()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => asked.splice(0));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const make = (...statuses: number[]): Promise<void> => {
    answers = statuses;
    return makeUser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'admin:first', 'second');
  };
  const byAdmin = `Basic ${Buffer.from('admin:first').toString('base64')}`;
  const asNew = ['POST', '/users/', byAdmin, { LoginName: 'redress', FullName: 'Redress', Groups: [], Password: 'second' }];

  it('is made without a group', async () => {
    await make(201);
    expect(asked).toEqual([asNew]);
  });

  it('is given the password of the secret where it is there already', async () => {
    await make(409, 200);
    expect(asked).toEqual([asNew, ['POST', '/users/redress/command/reset-password', byAdmin, { NewPassword: 'second' }]]);
  });

  it('is not taken for made where the server refuses', async () => {
    await expect(make(401)).rejects.toThrow('EventStoreDB answered 401 to a new user.');
    await expect(make(409, 500)).rejects.toThrow('EventStoreDB answered 500 to a new password.');
  });
});

import { refusalToListen, StartRefused } from '@redress/platform';
import { TestApi } from '../test-api.spec-support';

let running: TestApi[] = [];
const started = async (): Promise<TestApi> => {
  const test = await TestApi.start();
  running.push(test);
  return test;
};
afterEach(async () => {
  await Promise.all(running.map((test) => test.stop()));
  running = [];
});

describe('a start that cannot listen', () => {
  it('says that the port is taken, and what to do', async () => {
    const url = await (await started()).api.listen(0, '127.0.0.1');
    const port = Number(new URL(url).port);
    const error: unknown = await (await started()).api.listen(port, '127.0.0.1').catch((failed: unknown) => failed);
    expect(refusalToListen(error, { host: '127.0.0.1', port })).toEqual(
      new StartRefused(`Port ${port} of 127.0.0.1 is taken; end what listens there, or set REDRESS_PORT to another (0 takes a free one).`),
    );
  });

  it('says that the address is none of this machine', async () => {
    // TEST-NET-1 (RFC 5737) belongs to nobody.
    const error: unknown = await (await started()).api.listen(0, '192.0.2.1').catch((failed: unknown) => failed);
    expect(refusalToListen(error, { host: '192.0.2.1', port: 0 })).toEqual(
      new StartRefused('192.0.2.1 is no address of this machine; set REDRESS_HOST to one that is, such as 127.0.0.1.'),
    );
  });

  it('hands on what it does not know', () => {
    const error = new Error('x');
    expect(refusalToListen(error, { host: 'a', port: 1 })).toBe(error);
  });
});

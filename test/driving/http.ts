import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: Body;
}
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

/** A client that keeps its connections, as clients do. Close it in the end. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(readonly url: string) {}

  /** Throws what the connection throws where no answer came. */
  send<Body = Record<string, unknown>>({ method, path, key, headers = {}, body }: Asked): Promise<Answer<Body>> {
    const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
    return new Promise((resolve, reject) => {
      const asking = request(`${this.url}${path}`, { method, agent: this.agent, headers: { ...authorization, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
          resolve({ status: response.statusCode!, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body });
        });
      });
      asking.on('error', reject);
      asking.end(body);
    });
  }

  post<Body = Record<string, unknown>>(
    key: string,
    path: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.send<Body>({
      method: 'POST',
      path,
      key,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  get<Body = Record<string, unknown>>(key: string | undefined, path: string): Promise<Answer<Body>> {
    return this.send<Body>({ method: 'GET', path, key });
  }

  close(): void {
    this.agent.destroy();
  }
}

import type { RouteOptions } from 'fastify';

/** Who may use them was forgotten: the API does not start. */
export class RoutesWithoutAccess extends Error {
  override readonly name = 'RoutesWithoutAccess';
  constructor(routes: readonly string[]) {
    super(`These routes carry neither @Allows nor @Open: ${routes.join(', ')}.`);
  }
}

/** Every route as it is registered: what exists, and under which methods. */
export class KnownRoutes {
  private readonly methods = new Map<string, Set<string>>();
  private readonly withoutAccess: string[] = [];
  private readonly patterns: { readonly form: RegExp; readonly methods: Set<string> }[] = [];

  add({ url, method, config }: Pick<RouteOptions, 'url' | 'method' | 'config'>): void {
    let methods = this.methods.get(url);
    if (!methods) {
      this.methods.set(url, (methods = new Set()));
      this.patterns.push({ form: new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`), methods });
    }
    for (const each of [method].flat()) methods.add(each);
    if (!config?.access) this.withoutAccess.push(`${String(method)} ${url}`);
  }

  /** `GET /health/live`, ... */
  get all(): readonly string[] {
    return [...this.methods].flatMap(([url, methods]) => [...methods].map((method) => `${method} ${url}`));
  }

  /** The methods a path takes; none where it does not exist. */
  methodsOf(path: string): readonly string[] {
    return [...new Set(this.patterns.filter(({ form }) => form.test(path)).flatMap(({ methods }) => [...methods]))].sort();
  }

  /** Throws RoutesWithoutAccess. */
  refuseWithoutAccess(): void {
    if (this.withoutAccess.length > 0) throw new RoutesWithoutAccess(this.withoutAccess);
  }
}

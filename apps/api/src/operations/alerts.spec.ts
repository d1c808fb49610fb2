import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActMetrics, StoreMetrics } from '@redress/platform/metrics';
import { Registry } from 'prom-client';
import { parse } from 'yaml';
import { Metrics } from './metrics';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}
const folder = join(__dirname, '../../../../docs/running');
const { groups } = parse(readFileSync(join(folder, 'alerts.yml'), 'utf8')) as { groups: readonly { readonly rules: readonly Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const page = readFileSync(join(folder, 'alerts.md'), 'utf8');

/** What an expression takes from a scrape: words that are no function, no keyword, and stand in no label list, duration or grouping. */
const seriesIn = (expression: string): readonly string[] => {
  const bare = expression
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ')
    .replace(/\boffset\s+\w+/g, ' ');
  return [...bare.matchAll(/[a-z_][a-z0-9_]*(?!\w)(?!\s*\()/g)]
    .map(([word]) => word)
    .filter((word) => !['and', 'or', 'unless', 'e', 'sum', 'count', 'max', 'min', 'avg'].includes(word));
};

/** Every series of a scrape, and what Prometheus itself adds to one. */
const exposed = async (): Promise<ReadonlySet<string>> => {
  const registry = new Registry();
  const readModels = { names: [], status: () => Promise.resolve([]), active: () => new Set<string>() };
  new Metrics({ registry, inFlight: () => 0, needs: [], readModels, acts: new ActMetrics(registry, async () => 0) });
  new StoreMetrics(registry);
  const metrics = await registry.getMetricsAsJSON();
  const series = metrics.flatMap(({ name, type }) =>
    (type as unknown as string) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  return new Set([...series, 'up']);
};

describe('the alert rules', () => {
  it('name only series that are exposed', async () => {
    const known = await exposed();
    const unknown = rules.flatMap(({ alert, expr }) => seriesIn(expr).flatMap((name) => (known.has(name) ? [] : [`${alert}: ${name}`])));
    expect([rules.map(({ expr }) => seriesIn(expr).length > 0), unknown]).toEqual([rules.map(() => true), []]);
  });

  it('name only labels that there are', () => {
    const labels = new Set(rules.flatMap(({ expr }) => [...expr.matchAll(/([a-z]+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label]) => label)));
    expect([...labels].sort()).toEqual(['job', 'method', 'need', 'outcome', 'route', 'status']);
  });

  it('are each explained under a heading of their own, and nothing else is', () => {
    const headings = [...page.matchAll(/^## (Redress\w+)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(rules.map(({ alert }) => alert));
  });

  it('each have a severity and a sentence', () => {
    const vague = rules.filter(
      ({ labels, annotations }) => !['page', 'warning'].includes(labels.severity) || !annotations.summary.endsWith('.'),
    );
    expect(vague).toEqual([]);
  });
});

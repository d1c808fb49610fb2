import type { Document } from 'mongodb';
import { matching } from './matching';
import { notPlayed } from './server-error';
import { sumOf } from './updating';
import { keyOf, valueAt } from './values';

/** The documents after the stages of a pipeline. */
export const aggregated = (docs: readonly Document[], pipeline: readonly Document[]): readonly Document[] =>
  pipeline.map(stageOf).reduce((found, stage) => stage(found), docs);

type Stage = (docs: readonly Document[]) => readonly Document[];
const stageOf = (stage: Document): Stage => {
  const [name, ...others] = Object.keys(stage);
  if (others.length === 0 && name === '$match') {
    const matches = matching(stage['$match'] as Document);
    return (docs) => docs.filter(matches);
  }
  if (others.length === 0 && name === '$group') return (docs) => grouped(docs, stage['$group'] as Record<string, unknown>);
  throw notPlayed(`the stage ${Object.keys(stage).join(', ')}`);
};

const grouped = (docs: readonly Document[], { _id: by, ...sums }: Record<string, unknown>): readonly Document[] => {
  const groups = new Map<string, Document>();
  for (const doc of docs) {
    const id = evaluated(doc, by);
    const key = keyOf(id);
    const group = groups.get(key) ?? { _id: id };
    groups.set(key, group);
    for (const [field, accumulator] of Object.entries(sums)) {
      const [name, operand] = Object.entries(accumulator as object)[0] as [string, unknown];
      if (name !== '$sum') throw notPlayed(`the accumulator ${name}`);
      group[field] = sumOf(group[field] ?? 0, evaluated(doc, operand));
    }
  }
  return [...groups.values()];
};

/** A field path, an object of field paths, or what stands for itself. */
const evaluated = (doc: Document, expression: unknown): unknown => {
  if (typeof expression === 'string') {
    if (!expression.startsWith('$') || expression.startsWith('$$')) throw notPlayed(`the expression ${expression}`);
    return valueAt(doc, expression.slice(1)) ?? null;
  }
  if (expression === null || typeof expression !== 'object') return expression;
  const members = Object.entries(expression);
  if (members.some(([name]) => name.startsWith('$'))) throw notPlayed(`the expression ${members[0]![0]}`);
  return Object.fromEntries(members.map(([name, each]) => [name, evaluated(doc, each)]));
};

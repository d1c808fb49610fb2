import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '@redress/kernel';
import type { Limit, Policy, Start, Stop } from '../domain/policy';
import type { Traits } from '../domain/matching';

/** A policy after somebody's rule, ready to be looked at, changed and adopted; nothing of it is in force before it is. */
export interface Preset {
  readonly id: Code;
  /** What the rule leaves open, what was not said here, what is ours. */
  readonly notes: readonly string[];
  readonly text: Policy;
  readonly examples: readonly Example[];
}

/** A case whose dates were counted by hand. Times are those of the wall clock in the calendar's zone: `2026-03-16 17:00`. */
export interface Example {
  readonly title: string;
  /** The id of a published calendar. */
  readonly calendar: Code;
  readonly about?: Partial<Traits> & { readonly remedy?: Code };
  readonly moments: readonly ExampleMoment[];
  /** When each clock named runs out; `24:00` is the end of that day. */
  readonly expect: Readonly<Record<string, string>>;
  /** Until when the complaint can be settled by the short route. */
  readonly shortRouteUntil?: string;
  /** False: on the day of receipt the policy is not in force. */
  readonly inForce?: false;
  /** The counting, in words. */
  readonly because: string;
}

export type ExampleMoment =
  | { readonly what: Start | Stop; readonly at: string }
  | { readonly what: 'extended'; readonly clock: Code; readonly by: Limit; readonly reason: Code };

/** By name, so that a file left over in a build is none. */
export const presetIds = [
  'au-asic-rg271',
  'az-appeals',
  'ie-cpc-2012',
  'ie-cpc-2025',
  'in-irdai-2024',
  'in-rbi-2021',
  'in-rbi-2026',
  'ir-template',
  'iso10002-default',
  'uk-fca-disp',
  'uk-fca-psd',
  'uk-housing',
  'uk-ico-duaa',
  'us-cfpb',
] as const;
export type PresetId = (typeof presetIds)[number];

/** Reads the file beside this one, here and in the build. */
export const preset = (id: PresetId): Preset => JSON.parse(readFileSync(join(__dirname, `${id}.json`), 'utf8')) as Preset;
export const presets = (): readonly Preset[] => presetIds.map(preset);

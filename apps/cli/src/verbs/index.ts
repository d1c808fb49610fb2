import type { Verb } from '../verb';
import { operatingVerbs } from './operating-verbs';
import { readModelVerbs } from './read-model-verbs';
import { recordVerbs } from './record-verbs';
import { runningVerbs } from './running-verbs';
import { storeVerbs } from './store-verbs';
import { versionVerbs } from './version-verbs';

/** Every verb, in the order in which `redress --help` lists them. */
export const verbs: readonly Verb[] = [
  ...runningVerbs,
  ...recordVerbs,
  ...versionVerbs,
  ...storeVerbs,
  ...readModelVerbs,
  ...operatingVerbs,
];

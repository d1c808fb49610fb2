import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from '@redress/platform';
import { parse } from 'yaml';

/** A file of the repository, by its path from the top. */
export const textOf = (path: string): string => readFileSync(join(__dirname, '..', '..', path), 'utf8');

/** YAML with its `<<` merged, as compose reads it. */
export const yamlOf = <T>(path: string): T => parse(textOf(path), { merge: true }) as T;

/** Every name that Redress takes from its environment, with those of the files that a secret may come from. */
export const settingNames: ReadonlySet<string> = new Set(settingsPage().match(/REDRESS_[A-Z_]+/g));

/** Names in `text` that look like settings of Redress and are none. */
export const unknownSettings = (text: string): readonly string[] =>
  [...new Set(text.match(/\bREDRESS_[A-Z_]+/g))].filter((name) => !settingNames.has(name) && !name.startsWith('REDRESS_TEST_'));

/** An image by name and exact version: a tag that moves changes what runs without anybody deciding it. */
export const isPinned = (image: string): boolean => /^[\w./-]+:\d+\.\d+\.\d+(-[\w.-]+)?$/.test(image);

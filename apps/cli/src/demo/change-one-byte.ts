import { readFileSync, writeFileSync } from 'node:fs';

const word = Buffer.from('"product":"Kettle"');
const changedWord = Buffer.from('"product":"Nettle"');

/**
 * Changes one byte of a copy of the record, as somebody with an editor would: in the file itself, beside every lock and every rule.
 * Answers what was changed.
 */
export const changeOneByte = (file: string, stream: string): string => {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(word);
  if (at < 0) throw new Error(`The copy does not hold the receipt of ${stream}.`);
  changedWord.copy(bytes, at);
  writeFileSync(file, bytes);
  return 'the receipt now says that the complaint was about a nettle and not a kettle.';
};

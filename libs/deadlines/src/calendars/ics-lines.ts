/** One property of an iCalendar file (RFC 5545, section 3.1), unfolded; `line` is that of its beginning, from 1. */
export interface IcsLine {
  readonly line: number;
  /** Upper case, as in DTSTART. */
  readonly name: string;
  /** What stands between the name and the colon, as in `;VALUE=DATE`. */
  readonly parameters: string;
  readonly value: string;
}

/** Every property of the file; a line without a colon is left out, as other readers do. */
export function* icsLines(text: string): Generator<IcsLine> {
  let parts: string[] = [];
  let begun = 1;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      parts.push(line.slice(1));
      continue;
    }
    yield* propertyIn(parts.join(''), begun);
    [parts, begun] = [[line], index + 1];
  }
  yield* propertyIn(parts.join(''), begun);
}

/** A colon inside of quotation marks belongs to a parameter. */
const property = /^([A-Za-z0-9-]+)((?:;[^":]*(?:"[^"]*"[^":]*)*)?):(.*)$/s;

function* propertyIn(content: string, line: number): Generator<IcsLine> {
  const found = property.exec(content);
  if (found) yield { line, name: found[1]!.toUpperCase(), parameters: found[2]!.toUpperCase(), value: found[3]! };
}

/** Text as it was before a calendar program wrote it (RFC 5545, section 3.3.11). */
export const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_whole, letter: string) => (letter === 'n' || letter === 'N' ? ' ' : letter)).trim();

import { SingleBar } from 'cli-progress';

export interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** What every verb may be told. */
export interface Manner {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** A count that grows while work is done; shown only on a terminal. */
export interface Progress {
  to(done: number): void;
  end(): void;
}

const silent: Progress = { to: () => undefined, end: () => undefined };

/** stdout carries the answer, stderr everything else. */
export class Terminal {
  constructor(
    readonly manner: Manner,
    private readonly streams: Streams = process,
  ) {}

  get json(): boolean {
    return this.manner.json;
  }

  /** One line of the answer. */
  line(text = ''): void {
    this.streams.stdout.write(`${text}\n`);
  }

  /** One JSON document, or one line of JSON Lines. */
  value(value: object): void {
    this.line(JSON.stringify(value));
  }

  /** For the person at the terminal; never part of the answer. */
  say(text: string): void {
    if (!this.manner.quiet) this.streams.stderr.write(`${text}\n`);
  }

  complain(text: string): void {
    this.streams.stderr.write(`${text}\n`);
  }

  /** `total` null where nobody knows it yet. */
  progress(what: string, total: number | null): Progress {
    const { stderr } = this.streams;
    if (this.manner.quiet || !stderr.isTTY) return silent;
    const format = total === null ? `${what} {value}` : `${what} {bar} {percentage}% {value}/{total}`;
    const bar = new SingleBar({ format, stream: stderr, hideCursor: true, barsize: 30, noTTYOutput: false, clearOnComplete: true });
    bar.start(total ?? 0, 0);
    return { to: (done) => bar.update(done), end: () => bar.stop() };
  }

  table(rows: readonly (readonly string[])[]): void {
    const widths = rows.reduce<number[]>((most, row) => row.map((cell, n) => Math.max(most[n] ?? 0, cell.length)), []);
    for (const row of rows)
      this.line(
        row
          .map((cell, n) => cell.padEnd(widths[n]!))
          .join('  ')
          .trimEnd(),
      );
  }
}

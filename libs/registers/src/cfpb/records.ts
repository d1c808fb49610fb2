import { type CsvError, parse } from 'csv-parse';

/** What came out of a piece of the file. `broken`: a record began here that cannot be read, and with it all that follows. */
export interface Read {
  readonly records: readonly (readonly string[])[];
  readonly broken: string | null;
}

/**
 * A record longer than this is a quotation mark that never closes: without a bound it would draw the rest of the file into memory. One
 * below it is read, so that it can be refused alone.
 */
const longestRecord = 16 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'The file ends inside a quoted cell, so this row is not complete; fetch the file again.',
  CSV_MAX_RECORD_SIZE:
    'This row is longer than 16 MiB, most likely because a quotation mark is never closed. It and all after it were not read; repair it and import the file again.',
};

/** Splits bytes into records of latin-1 cells, which keep every byte. Empty lines are no records. */
export class Records {
  private ready: string[][] = [];
  private readonly failed: CsvError[] = [];
  private readonly parser;

  constructor(delimiter: string) {
    this.parser = parse({
      delimiter,
      encoding: 'latin1',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRecord,
      // Taken here and not from the stream, because a stream that fails throws away the records that nobody has read yet.
      on_record: (record: string[]) => {
        this.ready.push(record);
        return null;
      },
    });
    this.parser.on('error', (error) => this.failed.push(error as CsvError)).resume();
  }

  async read(bytes: Buffer): Promise<Read> {
    await new Promise((written) => this.parser.write(bytes, written));
    return this.taken();
  }

  /** The last record, when the file does not end with a line break. */
  async end(): Promise<Read> {
    await new Promise((ended) => this.parser.once('end', ended).once('error', ended).end());
    return this.taken();
  }

  private taken(): Read {
    const records = this.ready;
    this.ready = [];
    const [error] = this.failed;
    if (error === undefined) return { records, broken: null };
    const broken = reasons[error.code];
    if (broken === undefined) throw error;
    return { records, broken };
  }
}

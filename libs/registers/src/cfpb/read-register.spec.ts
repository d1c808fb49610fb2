import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { NotARegister } from '../not-a-register';
import { readRegister, type Register, type RegisterRow, type Rejected } from './read-register';

const header = 'Date received,Product,Consumer complaint narrative,Complaint ID';
const row1 = '2019-03-29,Mortgage,It broke,1';
const row2 = '2019-03-30,Debt collection,"He said ""no"", twice",2';
const good1 = { row: 1, cells: ['2019-03-29', 'Mortgage', 'It broke', '1'] };
const good2 = { row: 2, cells: ['2019-03-30', 'Debt collection', 'He said "no", twice', '2'] };

/** In pieces of few bytes, so that every mark is once cut by the end of a piece. */
const streamOf = (bytes: Buffer, piece: number): Readable => {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += piece) pieces.push(bytes.subarray(from, from + piece));
  return Readable.from(pieces);
};
const allOf = async (register: Register): Promise<readonly (RegisterRow | Rejected)[]> => {
  const rows: (RegisterRow | Rejected)[] = [];
  for await (const row of register.rows) rows.push(row);
  return rows;
};
const read = async (text: string | Buffer, piece = 7) => allOf(await readRegister(streamOf(Buffer.from(text as string), piece)));
const lines = (...each: readonly string[]): string => each.join('\n') + '\n';

describe('a copy of the register is read', () => {
  it('row by row, numbered from the first after the header', async () =>
    expect(await read(lines(header, row1, row2))).toEqual([good1, good2]));
  it('without a line break at its end', async () => expect(await read(`${header}\n${row1}`)).toEqual([good1]));
  it('with a byte order mark', async () => expect(await read(`\ufeff${lines(header, row1)}`)).toEqual([good1]));
  it('with a byte order mark before a quoted name', async () =>
    expect(await read(`\ufeff"Date received",Product,Consumer complaint narrative,Complaint ID\n${row1}`)).toEqual([good1]));
  it('with line ends of Windows and bare line feeds in quoted cells', async () =>
    expect(await read(`${header}\r\n2019-03-29,Mortgage,"It\nbroke",1\r\n${row2}\r\n`)).toEqual([
      { row: 1, cells: ['2019-03-29', 'Mortgage', 'It\nbroke', '1'] },
      good2,
    ]));
  it('with line ends of Windows in quoted cells, word for word', async () =>
    expect(await read(`${header}\r\n2019-03-29,Mortgage,"It\r\nbroke",1\r\n`)).toEqual([
      { row: 1, cells: ['2019-03-29', 'Mortgage', 'It\r\nbroke', '1'] },
    ]));
  it('with two lines before the header, which count as no rows', async () =>
    expect(await read(lines('Complaints of "all" companies', 'as of 2023,,,', header, row1))).toEqual([good1]));
  it.each([';', '\t', '|'])('with the separator "%s"', async (separator) =>
    expect(await read(lines(header.replaceAll(',', separator), row1.replaceAll(',', separator)))).toEqual([good1]),
  );
  it('with the line by which spreadsheets tell the separator', async () =>
    expect(await read(lines('sep=;', header.replaceAll(',', ';'), row1.replaceAll(',', ';')))).toEqual([good1]));
  it('with empty lines, which are no rows', async () => expect(await read(lines(header, '', row1, '', row2, ''))).toEqual([good1, good2]));
  it('with blank cells beyond the header, which hold nothing', async () =>
    expect(await read(lines(header, `${row1},, `))).toEqual([good1]));
  it('with marks of all alphabets and the replacement mark that a copy may hold', async () =>
    expect(await read(lines(header, '2019-03-29,Şikayət,شکایت “\ufffd” 😀,1'))).toEqual([
      { row: 1, cells: ['2019-03-29', 'Şikayət', 'شکایت “\ufffd” 😀', '1'] },
    ]));
  it('with quotation marks inside a cell that is not quoted', async () =>
    expect(await read(lines(header, '2019-03-29,Mortgage,A 5" crack,1'))).toEqual([
      { row: 1, cells: ['2019-03-29', 'Mortgage', 'A 5" crack', '1'] },
    ]));
  it('with a header and no row', async () => expect(await read(lines(header))).toEqual([]));
  it('from gzip, whatever the name says', async () => expect(await read(gzipSync(lines(header, row1, row2)))).toEqual([good1, good2]));
  it('from gzip that is padded with zeros', async () =>
    expect(await read(Buffer.concat([gzipSync(lines(header, row1, row2)), Buffer.alloc(100)]))).toEqual([good1, good2]));
  it('from several gzip members in one file', async () =>
    expect(await read(Buffer.concat([gzipSync(lines(header, row1)), gzipSync(lines(row2))]))).toEqual([good1, good2]));
});

describe('a row that cannot be read', () => {
  it('is named when it has too few or too many cells, and the others are kept', async () =>
    expect(await read(lines(header, '2019-03-29,Mortgage', row2, `${row1},more`))).toEqual([
      { row: 1, reason: 'This row has 2 cells and the header 4; repair the row and import the file again.' },
      good2,
      { row: 3, reason: 'This row has 5 cells and the header 4; repair the row and import the file again.' },
    ]));
  it('is named when its bytes are not UTF-8, and the others are kept', async () =>
    expect(await read(Buffer.from(lines(header, '2019-03-29,Mortgage,caf\xe9,1', row2), 'latin1'))).toEqual([
      { row: 1, reason: 'This row holds bytes that are not UTF-8; save the file as "CSV UTF-8" and import it again.' },
      good2,
    ]));
  it('is named when it holds a NUL character', async () => {
    expect(await read(lines(header, '2019-03-29,Mortgage,\0,1', row2))).toEqual([
      { row: 1, reason: 'This row holds a NUL character; remove it and import the file again.' },
      good2,
    ]);
  });
  it('is the last when the file ends inside a quoted cell, and the rows before it are kept', async () =>
    expect(await read(`${lines(header, row1, row2)}2019-04-01,Mortgage,"To whom it`)).toEqual([
      good1,
      good2,
      { row: 3, reason: 'The file ends inside a quoted cell, so this row is not complete; fetch the file again.' },
    ]));
  it('is the last when it never ends', async () => {
    const endless = function* () {
      yield Buffer.from(`${lines(header, row1)}2019-04-01,Mortgage,"`);
      for (let mebibyte = 0; mebibyte < 20; mebibyte += 1) yield Buffer.alloc(1_048_576, 'x');
    };
    expect(await allOf(await readRegister(Readable.from(endless())))).toEqual([
      good1,
      {
        row: 2,
        reason:
          'This row is longer than 16 MiB, most likely because a quotation mark is never closed. It and all after it were not read; repair it and import the file again.',
      },
    ]);
  });
  it.each([1, 64])('is the last when a gzip file is cut short, read in pieces of %i bytes', async (piece) => {
    const rows = Array.from({ length: 500 }, (_, index) => `2019-03-29,Mortgage,${(index * 7919).toString(36)},${index}`);
    const packed = gzipSync(lines(header, ...rows));
    const got = await read(packed.subarray(0, packed.length - 200), piece);
    const kept = got.slice(0, -1) as readonly RegisterRow[];
    expect(kept.length).toBeGreaterThan(400);
    expect(kept.map(({ cells }) => cells.join(','))).toEqual(rows.slice(0, kept.length));
    expect(got.at(-1)).toEqual({
      row: kept.length + 1,
      reason: 'The gzip file is damaged or cut short here. This row and all after it could not be read; fetch the file again.',
    });
  });
});

describe('what is no copy of the register', () => {
  const noHeader =
    'No header of the complaint register was found in the first lines. It needs "Date received", "Product" or "Issue", and one more of the register\'s columns, such as "Complaint ID"; check that this is the right file.';
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'The file is empty.'],
    ['a byte order mark alone', '\ufeff', 'The file is empty.'],
    ['an empty gzip file', gzipSync(''), 'The file is empty.'],
    ['empty lines', '\n\n\n', noHeader],
    ['prose', 'Dear Sir or Madam,\nplease find attached', noHeader],
    ['JSON', '[{"complaint_id": 1}]', noHeader],
    ['another list', lines('name,price', 'kettle,4'), noHeader],
    ['rows without their header', lines(row1, row2), noHeader],
    ['a header after more lines than a preamble has', lines(...Array<string>(30).fill('note'), header, row1), noHeader],
    ['a header that never ends', '"Date received', noHeader],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'This is no text file; import the register as .csv or .csv.gz.'],
    [
      'a workbook',
      Buffer.from('PK\x03\x04 and more', 'latin1'),
      'This is a ZIP archive or an Excel workbook; import the .csv that is in it, or save the workbook as "CSV UTF-8".',
    ],
    [
      'UTF-16 without its mark',
      Buffer.from(lines(header, row1), 'utf16le'),
      'This is no text file; import the register as .csv or .csv.gz.',
    ],
    ['UTF-16', Buffer.from(`\ufeff${lines(header)}`, 'utf16le'), 'This text is UTF-16; save it as "CSV UTF-8" and import that.'],
  ])('is refused: %s', async (_, bytes, message) => expect(read(bytes)).rejects.toEqual(new NotARegister(message)));

  it('is refused: a gzip file that is cut before anything is in it', async () =>
    expect(read(gzipSync(lines(header, row1)).subarray(0, 10))).rejects.toEqual(new NotARegister('The file is empty.')));
});

describe('a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('is known by its base name', async () => {
    const register = await readRegister(file('copy.csv', lines(header, row1)));
    expect([register.file, await allOf(register)]).toEqual(['copy.csv', [good1]]);
  });
  it('may be left before its end', async () => {
    for await (const row of (await readRegister(file('long.csv', header + `\n${row1}`.repeat(20_000)))).rows) {
      expect(row).toEqual(good1);
      break;
    }
  });
  it('that is not there is refused', async () =>
    expect(readRegister(join(folder, 'missing.csv'))).rejects.toEqual(
      new NotARegister('There is no such file; check its name and folder.'),
    ));
  it('that is a folder is refused', async () =>
    expect(readRegister(folder)).rejects.toEqual(new NotARegister('This is a folder; name the file in it.')));
  it('with a name too long to be kept is refused', async () =>
    expect(readRegister(file(`${'x'.repeat(120)}.csv`, lines(header)))).rejects.toEqual(
      new NotARegister('The name of the file is longer than 120 characters; shorten it.'),
    ));
  it('that breaks off with an error of the machine is not taken for its end', async () => {
    const failing = function* () {
      yield Buffer.from(lines(header, row1).padEnd(70_000, '\n'));
      throw new Error('The disk failed.');
    };
    const register = await readRegister(Readable.from(failing()));
    await expect(allOf(register)).rejects.toEqual(new Error('The disk failed.'));
  });
});

describe('the reader', () => {
  const numbered = (rows: readonly (RegisterRow | Rejected)[]): void => {
    expect(rows.map(({ row }) => row)).toEqual(rows.map((_, index) => index + 1));
    for (const row of rows) if ('cells' in row) expect(row.cells).toHaveLength(4);
  };
  it('answers with rows or a refusal, whatever bytes it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, packed) => {
        const read1 = read(packed ? Buffer.concat([gzipSync(lines(header)), bytes]) : Buffer.from(bytes), 50);
        await read1.then(numbered, (error: unknown) => expect(error).toBeInstanceOf(NotARegister));
      }),
      { numRuns: 300 },
    );
  });
  it('answers with numbered rows, whatever follows a header', async () => {
    const mark = fc.constantFrom('"', ',', '\n', '\r', '\r\n', 'x', 'é', '\\', ' ', '""', '\0', '2019-03-29,Mortgage,It broke,1\n');
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), async (marks, piece) => {
        numbered(await read(`${header}\n${row1}\n${marks.join('')}`, piece));
      }),
      { numRuns: 300 },
    );
  });
  it('gives back what was written by the rules of CSV, in pieces of any size', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'));
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, piece) => {
          const text = lines(header, ...rows.map((cells) => cells.map(quoted).join(',')));
          expect(await read(text, piece)).toEqual(rows.map((cells, index) => ({ row: index + 1, cells })));
        },
      ),
      { numRuns: 200 },
    );
  });
});

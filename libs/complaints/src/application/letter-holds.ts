import { writtenNumber } from '../domain/complaint.number';

/** How a text is compared with what was sealed: one form of each letter, digits of Persian and Arabic as 0 to 9, one space for many. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase('en');

const digitsOf = (text: string): string => plain(text).replace(/\D/g, '');

/** Does a letter hold a text, whatever its spacing and case? An empty text is held by every letter. */
export const holdsText = (letter: string, text: string): boolean => plain(letter).includes(plain(text));

/** Bare or grouped. */
export const holdsNumber = (letter: string, number: string): boolean =>
  holdsText(letter, number) || holdsText(letter, writtenNumber(number));

/** A phone number is held when its digits stand together, however they are grouped. */
export const holdsPhone = (letter: string, phone: string): boolean => digitsOf(letter).includes(digitsOf(phone));

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Does a letter name the day (`2026-05-01`), as ISO, `1.5.2026`, `01/05/2026`, `5/1/2026`, `1 May 2026`, `May 1, 2026`, or in Persian digits in the Persian calendar? */
export const holdsDay = (letter: string, day: string): boolean => {
  const text = plain(letter);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const name = months[month - 1]!;
  const short = name.slice(0, 3);
  const forms = [
    `0?${month}[./-]0?${date}[./-]${year}`,
    `0?${date}[./-] ?0?${month}[./-] ?${year}`,
    `${year}[./-]0?${month}[./-]0?${date}`,
    `0?${date}(?:st|nd|rd|th)? (?:${name}|${short}\\.?),? ${year}`,
    `(?:${name}|${short}\\.?) 0?${date}(?:st|nd|rd|th)?,? ${year}`,
  ];
  return new RegExp(`(?<!\\d)(?:${forms.join('|')})(?!\\d)`).test(text) || holdsPersianDay(text, day);
};

let persian: Intl.DateTimeFormat | null = null;
/** Made when a letter asks for it: every start of a verb would wait for it. */
const inPersian = (): Intl.DateTimeFormat =>
  (persian ??= new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' }));
const holdsPersianDay = (text: string, day: string): boolean => {
  const parts = Object.fromEntries(
    inPersian()
      .formatToParts(Date.parse(`${day}T12:00:00.000Z`))
      .map(({ type, value }) => [type, value]),
  );
  return new RegExp(`(?<!\\d)${parts['year']}[./-]0?${parts['month']}[./-]0?${parts['day']}(?!\\d)`).test(text);
};

/** The order-10 quasigroup of H. M. Damm's thesis (2004): finds every wrong digit and every swap of neighbours. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

export const checkDigit = (digits: string): string => [...digits].reduce((interim, digit) => damm[Number(interim)]![Number(digit)]!, '0');

/** Twelve digits, the last of them the check digit of the others. */
export const isComplaintNumber = (text: string): boolean => /^\d{12}$/.test(text) && checkDigit(text) === '0';

/** A number as somebody wrote it, `370 691 682 022` or `370691682022`, as its twelve digits; null where a digit is wrong, swapped or missing. */
export const readNumber = (written: string): string | null => {
  const digits = written.replace(/[\s\u00a0\u202f-]/g, '');
  return isComplaintNumber(digits) ? digits : null;
};

/** For people: `370 691 682 022`. */
export const writtenNumber = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ');

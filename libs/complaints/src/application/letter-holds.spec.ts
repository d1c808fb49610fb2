import { holdsDay, holdsNumber, holdsPhone, holdsText } from './letter-holds';

describe('a letter holds', () => {
  it.each(['Your complaint 370691682022', 'No. 370 691 682 022.', '۳۷۰ ۶۹۱ ۶۸۲ ۰۲۲'])('the number in %s', (letter) =>
    expect(holdsNumber(letter, '370691682022')).toBe(true),
  );
  it('no number where a digit differs', () => expect(holdsNumber('370 691 682 023', '370691682022')).toBe(false));
  it('a text whatever its spacing, case and composition', () => {
    expect(holdsText('Dear  LEYLA\nƏliyeva,', 'Leyla Əliyeva')).toBe(true);
    expect(holdsText('cafe\u0301', 'café')).toBe(true);
    expect(holdsText('Dear Leyla', 'Leyla Əliyeva')).toBe(false);
  });
  it('a phone number however it is grouped', () => {
    expect(holdsPhone('Tel. +994 (50) 123-45-67', '+994501234567')).toBe(true);
    expect(holdsPhone('Tel. +994 50 123', '+994501234567')).toBe(false);
  });
  it.each([
    '2026-05-01',
    '1.5.2026',
    '01/05/2026',
    '5/1/2026',
    '1 May 2026',
    '1st May 2026',
    'May 1, 2026',
    '2026/5/1',
    '۱۴۰۵/۰۲/۱۱',
    '1405/2/11',
  ])('the day in %s', (day) => expect(holdsDay(`Received on ${day}.`, '2026-05-01')).toBe(true));
  it.each(['2026-05-02', '11.5.2026', '1 June 2026', '2026-05-011', 'some day in May'])('no day in %s', (day) =>
    expect(holdsDay(`Received on ${day}.`, '2026-05-01')).toBe(false),
  );
});

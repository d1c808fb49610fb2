import { answerOf, channelOf, dayOf, noonOf, responseOf } from './values';

describe('a day of the register', () => {
  it.each([
    '2019-03-29',
    '2019/3/29',
    '2019/03/29',
    '3/29/2019',
    '03/29/2019',
    '3/29/19',
    ' 2019-03-29 ',
    '2019-03-29T00:00:00.000',
    '2019-03-29T12:00:00-05:00',
    '2019-03-29T12:00:00Z',
    '2019-03-29 00:00:00',
    '03/29/2019 12:00:00 AM',
    '3/29/2019 0:00',
  ])('is read from %s', (text) => expect(dayOf(text)).toBe('2019-03-29'));
  it.each([
    '',
    '29/3/2019',
    '2019-02-29',
    '2019-13-01',
    '2019-00-10',
    '43553',
    'March 29, 2019',
    '2019-03-29x',
    '2019',
    '3/29',
    '2019-03-29T',
    'N/A',
  ])('is not read from "%s"', (text) => expect(dayOf(text)).toBeNull());
  it('keeps a leap day', () => expect(dayOf('2/29/2020')).toBe('2020-02-29'));
});

describe('noon in New York', () => {
  it.each([
    ['2019-03-29', '16:00'],
    ['2019-01-15', '17:00'],
    // Clocks change at two in the morning of these days, so noon has the new time.
    ['2019-03-09', '17:00'],
    ['2019-03-10', '16:00'],
    ['2019-11-02', '16:00'],
    ['2019-11-03', '17:00'],
    // Until 2006 summer time began in April and ended in October.
    ['2006-03-20', '17:00'],
    ['2006-11-01', '17:00'],
  ])('of %s is %s UTC', (day, hour) => expect(noonOf(day)).toBe(`${day}T${hour}:00.000Z`));
});

describe('the words of the register', () => {
  it.each([
    ['Web', 'web'],
    ['Phone', 'phone'],
    ['Referral', 'referral'],
    ['Web Referral', 'referral'],
    ['Postal mail', 'letter'],
    ['postal  MAIL ', 'letter'],
    ['Fax', 'fax'],
    ['Email', 'email'],
    ['Pigeon', 'other'],
    ['', 'other'],
    ['__proto__', 'other'],
  ])('take the channel "%s" for %s', (word, channel) => expect(channelOf(word)).toBe(channel));

  it.each([
    ['Closed with explanation', { kind: 'closed', outcome: 'explanation' }],
    ['Closed with relief', { kind: 'closed', outcome: 'relief' }],
    ['Closed with monetary relief', { kind: 'closed', outcome: 'monetary-relief' }],
    ['Closed with non-monetary relief', { kind: 'closed', outcome: 'non-monetary-relief' }],
    ['Closed without relief', { kind: 'closed', outcome: 'without-relief' }],
    ['Closed', { kind: 'closed', outcome: 'closed' }],
    ['In progress', { kind: 'in-progress', outcome: null }],
    ['Untimely response', { kind: 'untimely', outcome: null }],
    ['', { kind: 'none', outcome: null }],
    ['Settled in court', undefined],
    ['constructor', undefined],
  ])('take the response "%s" for %j', (words, response) => expect(responseOf(words)).toEqual(response));

  it.each([
    ['Yes', true],
    ['true', true],
    ['TRUE', true],
    ['No', false],
    ['false', false],
    ['N/A', null],
    ['', null],
    ['perhaps', undefined],
  ])('take the answer "%s" for %s', (word, answer) => expect(answerOf(word)).toBe(answer));
});

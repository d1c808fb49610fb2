import { dayIn, isInstant, isTimeZone, minutesBetween, plusDays, plusHours } from '.';

describe('an instant', () => {
  it.each(['2026-05-01T09:30:00.000Z', '2024-02-29T00:00:00.000Z'])('is UTC with milliseconds: %s', (text) =>
    expect(isInstant(text)).toBe(true),
  );
  it.each([
    '2026-05-01',
    '2026-05-01T09:30:00Z',
    '2026-05-01T09:30:00.000+00:00',
    '2026-02-29T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    'now',
  ])('is not %s', (text) => expect(isInstant(text)).toBe(false));
  it('moves by hours and days', () => {
    expect(plusHours('2026-12-31T23:30:00.000Z', 1)).toBe('2027-01-01T00:30:00.000Z');
    expect(plusDays('2024-02-28T12:00:00.000Z', 2)).toBe('2024-03-01T12:00:00.000Z');
    expect(minutesBetween('2026-05-01T09:30:00.000Z', '2026-05-01T09:31:59.999Z')).toBe(1);
  });
  it('falls on the day of its zone', () => {
    const [utc, tehran, kathmandu] = ['UTC', 'Asia/Tehran', 'Asia/Kathmandu'].map(dayIn) as [
      ReturnType<typeof dayIn>,
      ReturnType<typeof dayIn>,
      ReturnType<typeof dayIn>,
    ];
    expect([utc('2026-05-01T20:29:59.999Z'), tehran('2026-05-01T20:29:59.999Z'), tehran('2026-05-01T20:30:00.000Z')]).toEqual([
      '2026-05-01',
      '2026-05-01',
      '2026-05-02',
    ]);
    expect([kathmandu('2026-05-01T18:14:59.000Z'), kathmandu('2026-05-01T18:15:00.000Z')]).toEqual(['2026-05-01', '2026-05-02']);
  });
  it('knows the zones of the IANA list and no others', () =>
    expect(['UTC', 'Asia/Baku', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, true, false]));
});

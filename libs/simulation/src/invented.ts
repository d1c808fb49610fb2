import type { Draws } from './draws';

/** Everybody and everything here is made up: no name, address or sentence is taken from anybody. */
const givenNames = [
  'Arlo',
  'Belin',
  'Cosmin',
  'Dara',
  'Elvan',
  'Fenja',
  'Garo',
  'Hedda',
  'Ilkay',
  'Jorun',
  'Kalle',
  'Lumi',
  'Marit',
  'Nuray',
];
const familyNames = [
  'Ashdown',
  'Birkvale',
  'Corrand',
  'Dellamar',
  'Eskelin',
  'Farrow',
  'Gulstad',
  'Harnby',
  'Ivarsen',
  'Kestrin',
  'Lindqvar',
];
const openings = [
  'I wrote to them twice and',
  'When I asked about it,',
  'After the last statement',
  'On the phone I was told that',
  'Since then',
];
const troubles = [
  'nobody answered',
  'the amount was wrong again',
  'the form I had sent was said to be missing',
  'a fee was taken that is in no contract',
  'I was asked for the same papers once more',
  'the date they had promised passed',
];
const endings = ['so I ask you to put it right.', 'and I have kept every letter.', 'which I cannot accept.', 'and it goes on like this.'];

export const inventedName = (draws: Draws): string => `${draws.one(givenNames)} ${draws.one(familyNames)}`;

/** Under a domain that nobody can have (RFC 2606); `nth` makes it the complaint's own. */
export const inventedEmail = (name: string, nth: number): string => `${name.toLowerCase().replace(' ', '.')}.${nth}@example.org`;

const sentence = (draws: Draws): string => `${draws.one(openings)} ${draws.one(troubles)}, ${draws.one(endings)}`;

/** Exactly so many characters of sentences. */
export const inventedText = (draws: Draws, length: number): string => {
  let text = sentence(draws);
  while (text.length < length) text += ` ${sentence(draws)}`;
  return text.slice(0, length).replace(/ $/, '.');
};

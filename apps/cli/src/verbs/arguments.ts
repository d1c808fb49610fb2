import { InvalidArgumentError } from 'commander';

/** How the arguments of verbs are read: each is what it should be, or the sentence says what is expected. */

export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`a whole number from ${least} to ${most} is expected.`);
    return value;
  };
export const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string): T => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new InvalidArgumentError(`one of ${values.join(', ')} is expected.`);
    return found;
  };
export const day = (text: string): string => {
  const found = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`);
  if (!found || Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('a day such as 2026-03-31 is expected.');
  return text;
};

export const seed = (text: string): string => {
  if (!/^[A-Za-z0-9-]{1,40}$/.test(text)) throw new InvalidArgumentError('up to 40 letters, digits and hyphens are expected.');
  return text;
};

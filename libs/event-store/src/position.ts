/** Is a position after another? Both are decimal text without leading zeros (null = before the first event), compared as integers. */
export const isAfter = (position: string, other: string | null): boolean => {
  if (other === null) return true;
  return position.length === other.length ? position > other : position.length > other.length;
};

/** The earliest of some places in the log. */
export const earliest = (positions: readonly (string | null)[]): string | null =>
  positions.reduce((least, each) => (least === null || each === null ? null : isAfter(least, each) ? each : least));

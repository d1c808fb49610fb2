import canonicalize from 'canonicalize';

/** RFC 8785 text of plain JSON; members that are undefined are left out. */
export const canonical = (value: object | string | number | boolean | null): string => canonicalize(value)!;

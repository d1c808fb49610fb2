import type { Clear, Code, Instant, Money, Sha256 } from '@redress/kernel';

/** Twelve digits, the last of them a check digit. */
export type ComplaintNumber = Clear<'number'>;

/** When something that was not ours to date must have happened, as far as a register says; `until` null = nobody knows. */
export interface Bounds {
  readonly from: Instant;
  readonly until: Instant | null;
}

/** A document by its hash; its name lies in `personal`, in the same order. */
export interface Document {
  readonly sha256: Sha256;
  readonly mediaType: Code;
  readonly bytes: number;
}

/** Where an imported event comes from: never presented as handled by us. `row` is the record number, the first after the header = 1. */
export interface Source {
  readonly register: Code;
  readonly file: Code;
  readonly row: number;
  /** The register's own id of the complaint, null where the copy has none. */
  readonly id: Code | null;
}

/** Beside the source, what only the first event of an imported complaint says. */
export interface FirstSource extends Source {
  /** The register's own word for the channel. */
  readonly channel: Code | null;
  /** Keyed hash that recognises the same row again where the copy has no ids. */
  readonly same: Sha256 | null;
  /** Columns that map to nothing of ours, word for word, under the full export's names. */
  readonly columns: readonly Column[];
}
export interface Column {
  readonly name: Code;
  readonly value: Code;
}

/** Who complains; everything here is sealed. */
export interface Complainant {
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly other?: string;
  readonly representative?: string;
  /** Accessibility or vulnerability needs, in the person's words. */
  readonly needs?: string;
}

/** A reason is owed when a business time lies further back than the policy allows (an auditor's first suspicion). */
export interface MayBeLate {
  readonly backdating?: string;
}
/** Of a text that was sent: `salt` is 16 random bytes in hex, so that the content hash cannot be guessed after erasure. */
export interface Sent {
  readonly salt: string;
  readonly text: string;
}

/** What a clear field may be corrected to. */
export type Correctable = Code | Instant | number | boolean | Money | null;

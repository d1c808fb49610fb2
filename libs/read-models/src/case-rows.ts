import type { Instant, Sealed, StaffId } from '@redress/kernel';
import type { Recorded } from '@redress/projections';
import type { Stored, StoredData } from './complaint-projection';

/** A note or a piece of evidence of one case, or a correction of one; rows are read newest or oldest first by page. */
export interface CaseRow {
  /** A correction carries the whole corrected part, or the clear value in `to`. */
  readonly kind: 'note' | 'evidence' | 'note-corrected' | 'evidence-corrected';
  readonly number: string;
  /** Which one of its kind, from 1; of a correction, the revision of what it corrects. */
  readonly nth: number;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly actor: StaffId;
  readonly document: StoredData<'EvidenceAdded'>['document'];
  readonly path: string | null;
  readonly to: StoredData<'CorrectionRecorded'>['to'] | null;
  readonly personal: Sealed | null;
}

export const caseRowIndexes: readonly (readonly (keyof CaseRow)[])[] = [['number', 'kind', 'nth']];

/** What a case tells of its notes. */
interface Noted {
  readonly number: string;
  readonly facts: { readonly NoteAdded?: { readonly total: number } };
}

/** Notes and evidence one by one, so that a case of thousands stays small. */
export const caseRows = (
  _before: Noted | null,
  event: Stored,
  { recordedAt, actor }: Recorded,
  after: Noted | null,
): readonly CaseRow[] => {
  const row = { number: after!.number, recordedAt, actor: actor.id, document: null, path: null, to: null };
  switch (event.type) {
    case 'NoteAdded': {
      const { at, personal } = event.data;
      return [{ ...row, kind: 'note', nth: after!.facts.NoteAdded!.total, at, personal }];
    }
    case 'EvidenceAdded': {
      const { at, evidence, document, personal } = event.data;
      return [{ ...row, kind: 'evidence', nth: evidence, at, document, personal }];
    }
    case 'CorrectionRecorded':
      return correctionRow(row, event.data);
    default:
      return [];
  }
};

type Begun = Pick<CaseRow, 'number' | 'recordedAt' | 'actor' | 'document'>;

const correctionRow = (row: Begun, { of, revision, at, path, to, corrected }: StoredData<'CorrectionRecorded'>): readonly CaseRow[] => {
  if (of !== 'NoteAdded' && of !== 'EvidenceAdded') return [];
  const kind = of === 'NoteAdded' ? 'note-corrected' : 'evidence-corrected';
  return [{ ...row, kind, nth: revision, at, path, to: to ?? null, personal: corrected ?? null }];
};

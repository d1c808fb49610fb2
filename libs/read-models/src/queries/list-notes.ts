import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Page, Row } from '@redress/projections';
import type { CaseRow } from '../case-rows';
import { type Paging, ReadModels } from './read-models';

/** A note or a piece of evidence as it was recorded, with its corrections, oldest first; both values stay visible. */
export interface NoteLine extends CaseRow {
  readonly revision: number;
  readonly corrections: readonly CaseRow[];
}

/** All notes or all evidence of a case by page. Throws BadCursor. */
export class ListNotes extends Query<Page<NoteLine>> {
  constructor(
    readonly number: string,
    readonly kind: 'note' | 'evidence',
    readonly order: 'newest-first' | 'oldest-first',
    readonly paging: Paging,
  ) {
    super();
  }
}

const index = ['number', 'kind', 'nth'];

@QueryHandler(ListNotes)
export class ListNotesHandler implements IQueryHandler<ListNotes> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ number, kind, order, paging: { after = null, limit } }: ListNotes): Promise<Page<NoteLine>> {
    const direction = order === 'newest-first' ? 'descending' : 'ascending';
    const { items, next } = await this.readModels.case.rows({ by: { index }, equals: { number, kind }, direction, after, limit });
    const corrections = await this.correctionsOf(number, kind);
    return { items: items.map((row) => lineOf(row, corrections)), next };
  }

  private async correctionsOf(number: string, kind: 'note' | 'evidence'): Promise<readonly CaseRow[]> {
    const found: CaseRow[] = [];
    let after: string | null = null;
    do {
      const equals = { number, kind: `${kind}-corrected` };
      const page: Page<Row> = await this.readModels.case.rows({ by: { index }, equals, after, limit: 500 });
      found.push(...page.items.map(({ body }) => body as CaseRow));
      after = page.next;
    } while (after !== null);
    return found;
  }
}

const lineOf = ({ revision, body }: Row, corrections: readonly CaseRow[]): NoteLine => ({
  ...(body as CaseRow),
  revision,
  corrections: corrections.filter(({ nth }) => nth === revision),
});

/** `code` is stable and translated at the edge; `detail` tells what to do next and holds no personal data. `role`: another person may do it. */
export interface BrokenRule {
  readonly code: string;
  readonly detail: string;
  readonly kind: 'rule' | 'role';
}

/** A business "no" that names every broken rule at once. */
export class RuleViolation extends Error {
  override readonly name = 'RuleViolation';
  constructor(readonly broken: readonly [BrokenRule, ...BrokenRule[]]) {
    super(broken.map(({ detail }) => detail).join(' '));
  }
  get code(): string {
    return this.broken[0].code;
  }
  has(code: string): boolean {
    return this.broken.some((rule) => rule.code === code);
  }
  /** One broken rule of kind `role` makes the whole answer "not you" (HTTP 403). */
  get isForRole(): boolean {
    return this.broken.some(({ kind }) => kind === 'role');
  }
}

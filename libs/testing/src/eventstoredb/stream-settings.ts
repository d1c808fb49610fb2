const softDelete = '9223372036854775807';

/** What the `$$` stream of a stream says about it. Ages are refused: nothing here waits for them. */
export class StreamSettings {
  private constructor(
    private readonly others: Readonly<Record<string, unknown>>,
    private readonly truncateBefore: bigint,
  ) {}

  /** Numbers that are not positive say nothing, as in the server. */
  static read(data: Uint8Array | undefined): StreamSettings {
    if (!data) return new StreamSettings({}, 0n);
    const text = Buffer.from(data).toString('utf8');
    const { $tb, ...others } = JSON.parse(text) as Record<string, unknown>;
    const isAged = typeof others['$maxAge'] === 'number' && others['$maxAge'] > 0;
    if (isAged) throw new Error('This double knows no $maxAge.');
    // The number of a soft delete is larger than JSON.parse can tell.
    return new StreamSettings(others, text.includes(softDelete) ? BigInt(softDelete) : BigInt(Math.max(0, Number($tb ?? 0))));
  }

  get isSoftDeleted(): boolean {
    return String(this.truncateBefore) === softDelete;
  }
  get text(): string {
    const others = JSON.stringify(this.others).slice(1, -1);
    return `{${[others, `"$tb":${this.truncateBefore}`].filter(Boolean).join(',')}}`;
  }

  softDeleted(): StreamSettings {
    return new StreamSettings(this.others, BigInt(softDelete));
  }
  beginningAt(revision: bigint): StreamSettings {
    return new StreamSettings(this.others, revision);
  }
  /** The first revision that a reader is shown, of a stream whose last is `last`. */
  lowest(last: bigint): bigint {
    const { $maxCount } = this.others;
    const counted = typeof $maxCount === 'number' && $maxCount > 0 ? last - BigInt($maxCount) + 1n : 0n;
    return counted > this.truncateBefore ? counted : this.truncateBefore;
  }
}

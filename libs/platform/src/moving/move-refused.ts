/** `different`: what was compared is not the same; `impossible`: it cannot begin, or go on, as things are. The message says what to do. */
export class MoveRefused extends Error {
  override readonly name = 'MoveRefused';
  constructor(
    readonly reason: 'different' | 'impossible',
    message: string,
  ) {
    super(message);
  }
}

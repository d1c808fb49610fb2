/** Nothing of the input can be imported; the message says what was found and what to do. It never quotes the input. */
export class NotARegister extends Error {
  override readonly name = 'NotARegister';
}

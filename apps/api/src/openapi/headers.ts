/** The headers that every write takes. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'Makes it safe to send a command again: a repeat of one that stored something answers with its first outcome. One key a command; a UUID is best.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$' },
};
export const ifMatch = {
  name: 'If-Match',
  required: false,
  description: 'The revision you have seen, in quotes; where it has changed since, nothing is stored and the answer is 412.',
  schema: { type: 'string', pattern: '^"\\d+"$', example: '"7"' },
};

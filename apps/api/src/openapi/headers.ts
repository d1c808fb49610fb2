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
  schema: { type: 'string', pattern: '^"(0|[1-9]\\d{0,14})"$', example: '"7"' },
};

interface AnswerHeader {
  readonly header: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: object;
}
const always = (header: string, description: string, schema: object = { type: 'string' }): AnswerHeader => ({
  header,
  required: true,
  description,
  schema,
});
const sometimes = (header: string, description: string, schema: object = { type: 'string' }): AnswerHeader => ({
  ...always(header, description, schema),
  required: false,
});

/** What answers carry beside their bodies. */
const answerHeaders = {
  CorrelationId: always('X-Correlation-Id', 'Names this request in our log.', { type: 'string', format: 'uuid' }),
  Revision: always('ETag', 'The revision in quotes; what If-Match takes.', { type: 'string', pattern: '^"\\d+"$' }),
  RevisionRead: always('ETag', 'The revision, weak because the body differs by role; If-Match takes it without the W/.', {
    type: 'string',
    pattern: '^W/"\\d+"$',
  }),
  Position: always('X-Redress-Position', 'Where the log stood: of a write what a later read may ask to be atLeast.', {
    type: 'string',
    pattern: '^\\d+$',
  }),
  Parked: sometimes('X-Redress-Parked', 'From this revision on an event cannot be folded by this build; what follows is not shown.', {
    type: 'string',
    pattern: '^\\d+$',
  }),
  Sealed: sometimes('X-Redress-Sealed', 'The reading could not be recorded, so personal data stayed sealed.', {
    type: 'string',
    const: 'unrecorded',
  }),
  Location: always('Location', 'Where it is read.'),
  RetryAfter: always('Retry-After', 'Seconds to wait before it is sent again.', { type: 'integer', minimum: 1 }),
  Challenge: always('WWW-Authenticate', 'How to present a key.'),
} as const satisfies Record<string, AnswerHeader>;

export type AnswerHeaderName = keyof typeof answerHeaders;

/** For the components of the document. */
export const headerComponents = Object.fromEntries(
  Object.entries<AnswerHeader>(answerHeaders).map(([name, { header: _header, ...documented }]) => [name, documented]),
);

/** The headers of one answer; every answer has its correlation id. */
export const carrying = (...names: readonly AnswerHeaderName[]): Record<string, { readonly $ref: string }> =>
  Object.fromEntries(
    (['CorrelationId', ...names] as const).map((name) => [answerHeaders[name].header, { $ref: `#/components/headers/${name}` }]),
  );

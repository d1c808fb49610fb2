/** A complaint from beginning to end, as the bodies of its commands; the document shows them and a test drives them. No real person. */
export const number = '370691682022';
export const handler = 'b558317e-b6b7-5e55-bf4c-bd2c3d17593d';
const at = '2026-05-01T09:30:00.000Z';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

export const examples = {
  ReceiveComplaint: {
    channel: 'phone',
    receivedAt: at,
    complainant: { name: 'Leyla Example', phone: '+994501234567', email: 'leyla@example.org' },
    summary: 'Router does not start',
    description: 'The router I bought on Monday does not start, and nobody answers.',
    orderNumber: 'A-1042',
    product: 'router',
    category: 'hardware',
    region: 'baku',
  },
  AcknowledgeComplaint: {
    channel: 'email',
    language: 'en',
    receipt:
      'Dear Leyla Example (leyla@example.org), on 2026-05-01 we received your complaint 370 691 682 022: Router does not start. You hear from us within 30 days.',
  },
  AssessComplaint: { severity: 3, safety: false, complexity: 'low', impact: 'medium', resolvability: 'resolvable' },
  AssignComplaint: { handler },
  EscalateComplaint: { level: 'supervisor', reason: 'request', text: 'The complainant asks for a supervisor.' },
  AddEvidence: { name: 'Photo of the router', document: { sha256, mediaType: 'image/jpeg', bytes: 204_800 } },
  RecordInterview: { with: 'witness', text: 'The neighbour saw the parcel arrive open.' },
  RequestClarification: { channel: 'email', text: 'Does the light come on when you plug it in?' },
  ReceiveClarification: { clarification: 1, channel: 'email', text: 'No, nothing happens at all.' },
  LinkDuplicate: { of: '130081818450' },
  LinkCause: { cause: 'P-2026-7' },
  AddNote: { text: 'Called back, no answer.' },
  SendProgressUpdate: { channel: 'email', text: 'We are testing your router and write again on Friday.' },
  DeliverApology: { channel: 'phone', person: 'The handler, to the complainant.' },
  InvestigateComplaint: {
    cause: 'quality-defect',
    causeDomain: 'supplier',
    validity: 'confirmed',
    steps: ['records-reviewed'],
    report: 'The power supply of this batch is faulty.',
  },
  ProposeRemedy: { kind: 'replacement', description: 'A new router of another batch.' },
  CounterRemedy: { remedy: 1, counteredBy: 'complainant', description: 'A router of another make.' },
  AcceptRemedy: { remedy: 1 },
  RejectRemedy: { remedy: 1, rejectedBy: 'complainant', reason: 'The complainant wants the money back.' },
  ApproveRemedy: { remedy: 1 },
  ImplementRemedy: { remedy: 1, description: 'Delivered and signed for.', proof: sha256 },
  CommunicateDecision: {
    channel: 'email',
    text: 'Your complaint is upheld. You get a new router.',
    reasons: 'The power supply was faulty when we sold it.',
    recourse: 'If you disagree, write to our supervisor or to the consumer ombudsman.',
  },
  ResolveComplaint: {
    finding: 'upheld',
    outcome: 'non-monetary-relief',
    remedy: 'A new router',
    prevention: 'The batch was taken off the shelves.',
  },
  FollowUpComplaint: {
    outcome: 'satisfied',
    score: 5,
    channel: 'phone',
    text: 'About 370 691 682 022 (Router does not start): does the remedy, A new router, work for you?',
  },
  ReopenComplaint: { reason: 'The new router fails too.', by: 'complainant' },
  ApproveClosing: {},
  CloseComplaint: { reason: 'settled', told: { channel: 'phone', at } },
  CorrectComplaint: { revision: 0, path: 'product', value: 'modem', reason: 'It is a modem.' },
  AddStaffMember: { name: 'Samir Example', team: 'north', roles: ['agent'] },
  MoveStaffMember: { team: 'south' },
  ChangeStaffRoles: { roles: ['agent', 'investigator'] },
  RemoveStaffMember: { reason: 'Moved to another company.' },
  ReinstateStaffMember: {},
  SetApprovalLimit: { limit: { minor: 50_000, currency: 'AZN' } },
} as const satisfies Record<string, object>;

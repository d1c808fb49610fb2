import { CommandHandler, Command, type ICommandHandler } from '@nestjs/cqrs';
import type { Asking } from '@redress/event-store';
import { IsBoolean, IsOptional } from 'class-validator';
import { Complaints, type HandledComplaint } from '../complaints';
import { type Channel, channels, type FeedbackKind, feedbackKinds } from '../domain/complaint.words';
import { Choice, CodeField, Moment, Nested, NestedList, StaffIds, Text, Texts } from './fields';
import { ComplainantBody, MoneyBody, NamedDocumentBody } from './nested-bodies';
import { instantOf } from './request';

export class ReceiveComplaintBody {
  @Choice(feedbackKinds, { required: false, description: 'A complaint where it is left out; the others can be converted to one.' })
  readonly kind?: FeedbackKind;
  @Choice(channels) readonly channel!: Channel;
  @Moment({ description: 'When the organisation got it, on any channel; now where it is left out.' }) readonly receivedAt?: string;
  @Text(2000, {
    required: false,
    description: 'Why it is recorded so late, where it was received further back than the policy allows; stored sealed.',
  })
  readonly backdating?: string;
  @Moment({ description: 'When the trouble began.' }) readonly occurredFrom?: string;
  @Moment({ description: 'When the trouble ended.' }) readonly occurredTo?: string;
  @Nested(() => ComplainantBody) readonly complainant?: ComplainantBody;
  @Text(500, { description: 'One line for lists; stored sealed.' }) readonly summary!: string;
  @Text(40_000, { description: "In the complainant's own words; stored sealed." }) readonly description!: string;
  @Text(500, { required: false }) readonly place?: string;
  @Text(120, { required: false }) readonly orderNumber?: string;
  @Texts(20, 2000) readonly expectations?: readonly string[];
  @Text(5000, { required: false }) readonly remedySought?: string;
  @Text(5000, { required: false }) readonly immediateAction?: string;
  @NestedList(() => NamedDocumentBody, 50) readonly documents?: readonly NamedDocumentBody[];
  @CodeField() readonly product?: string;
  @CodeField({ description: 'Subject category.' }) readonly category?: string;
  @CodeField() readonly department?: string;
  @CodeField() readonly segment?: string;
  @CodeField() readonly region?: string;
  @CodeField() readonly batch?: string;
  @CodeField({ description: 'Language of the complainant (BCP 47).' }) readonly language?: string;
  @Choice(channels, { required: false }) readonly preferredChannel?: Channel;
  @Nested(() => MoneyBody) readonly loss?: MoneyBody;
  @IsBoolean() @IsOptional() readonly repeat?: boolean;
  @StaffIds() readonly subjects?: readonly string[];
  @CodeField({ description: 'Version of the privacy notice the complainant saw.' }) readonly privacyNotice?: string;
}

/** Takes a complaint or other feedback in, on any channel. Without a complainant it is anonymous. */
export class ReceiveComplaint extends Command<HandledComplaint> {
  constructor(
    readonly body: ReceiveComplaintBody,
    readonly asking: Asking,
  ) {
    super();
  }
}

const leftOut = {
  kind: 'complaint',
  language: null,
  preferredChannel: null,
  product: null,
  category: null,
  department: null,
  segment: null,
  region: null,
  batch: null,
  loss: null,
  repeat: null,
  subjects: [],
  documents: [],
  privacyNotice: null,
} as const;

@CommandHandler(ReceiveComplaint)
export class ReceiveComplaintHandler implements ICommandHandler<ReceiveComplaint> {
  constructor(private readonly complaints: Complaints) {}

  execute({ body, asking }: ReceiveComplaint): Promise<HandledComplaint> {
    const { receivedAt, occurredFrom, occurredTo, complainant = null, ...rest } = body;
    const receiving = {
      ...leftOut,
      ...rest,
      complainant,
      at: receivedAt === undefined ? asking.now : instantOf(receivedAt),
      occurredFrom: occurredFrom === undefined ? null : instantOf(occurredFrom),
      occurredTo: occurredTo === undefined ? null : instantOf(occurredTo),
    };
    return this.complaints.receive(receiving, body, asking);
  }
}

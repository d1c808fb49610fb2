import { IsInt, Matches, Max, Min } from 'class-validator';
import { type Channel, channels, type ExtensionUnit, extensionUnits } from '../domain/complaint.words';
import { Choice, Moment, Sha256Field, Text, Texts, Whole } from './fields';

/** A document that lies elsewhere, by its hash. */
export class DocumentBody {
  @Sha256Field({ required: true }) readonly sha256!: string;
  @Matches(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/) readonly mediaType!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) readonly bytes!: number;
}
export class NamedDocumentBody extends DocumentBody {
  @Text(500) readonly name!: string;
}

/** Integer of the currency's minor unit (ISO 4217): 49.90 AZN is 4990. */
export class MoneyBody {
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly minor!: number;
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
}

export class ExtensionBody {
  @Whole(1, 1000) readonly amount!: number;
  @Choice(extensionUnits, { description: 'The unit in which the clock counts; calendar days of one that counts weeks or months.' })
  readonly unit!: ExtensionUnit;
}

export class ToldBody {
  @Choice(channels) readonly channel!: Channel;
  @Moment() readonly at?: string;
}

export class IshikawaBranchBody {
  @Text(200) readonly branch!: string;
  @Texts(20, 1000, { required: true }) readonly causes!: readonly string[];
}

export class ComplainantBody {
  @Text(500) readonly name!: string;
  @Text(1000, { required: false }) readonly address?: string;
  @Text(60, { required: false }) readonly phone?: string;
  @Text(320, { required: false }) readonly email?: string;
  @Text(1000, { required: false }) readonly other?: string;
  @Text(1000, { required: false, description: 'Who speaks for the complainant; stored sealed.' }) readonly representative?: string;
  @Text(2000, { required: false, description: 'Accessibility or vulnerability needs; stored sealed.' }) readonly needs?: string;
}

import { IsOptional, MaxLength, MinLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** What a complaint can be found by; what is named must all fit, and something must be named. */
export class SearchBody {
  @MinLength(12) @MaxLength(20) @IsOptional() @JSONSchema({ description: 'Twelve digits, bare or grouped.' }) readonly number?: string;
  @MinLength(3)
  @MaxLength(320)
  @IsOptional()
  @JSONSchema({ description: 'The whole address; case does not matter.' })
  readonly email?: string;
  @MinLength(3)
  @MaxLength(60)
  @IsOptional()
  @JSONSchema({ description: 'As it was given; only its digits and a leading + are compared.' })
  readonly phone?: string;
  @MinLength(1) @MaxLength(120) @IsOptional() @JSONSchema({ description: 'The whole number.' }) readonly orderNumber?: string;
}

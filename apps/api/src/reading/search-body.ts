import { IsOptional, MaxLength, MinLength } from 'class-validator';

/** What a complaint can be found by; what is named must all fit. */
export class SearchBody {
  @MinLength(12) @MaxLength(20) @IsOptional() readonly number?: string;
  @MinLength(3) @MaxLength(320) @IsOptional() readonly email?: string;
  @MinLength(3) @MaxLength(60) @IsOptional() readonly phone?: string;
  @MinLength(1) @MaxLength(120) @IsOptional() readonly orderNumber?: string;
}

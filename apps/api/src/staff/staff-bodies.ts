import { CodeField, DayField, Moment, MoneyBody, Nested, Text, Whole } from '@redress/complaints/commands';
import { type Role, roles } from '@redress/kernel';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, MaxLength, MinLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** When it happened; now where it is left out. */
export class StaffBody {
  @Moment() readonly at?: string;
}

export class AddStaffMemberBody extends StaffBody {
  @Text(500, { description: 'Name; stored sealed.' }) readonly name!: string;
  @MinLength(1)
  @MaxLength(120)
  @IsOptional()
  @JSONSchema({ description: 'Stored in clear for ever: no personal data.' })
  readonly team?: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(roles.length) @IsIn([...roles], { each: true }) readonly roles!: readonly Role[];
}

export class MoveStaffMemberBody extends StaffBody {
  @MinLength(1)
  @MaxLength(120)
  @IsOptional()
  @JSONSchema({ description: 'No team where it is left out. Stored in clear for ever: no personal data.' })
  readonly team?: string;
}

export class ChangeStaffRolesBody extends StaffBody {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(roles.length) @IsIn([...roles], { each: true }) readonly roles!: readonly Role[];
}

export class RemoveStaffMemberBody extends StaffBody {
  @Text(2000, { required: false, description: 'Why; stored sealed.' }) readonly reason?: string;
}

export class ReinstateStaffMemberBody extends StaffBody {}

export class SetApprovalLimitBody extends StaffBody {
  @Nested(() => MoneyBody, { description: 'The most this person may approve; as much as the role may where it is left out.' })
  readonly limit?: MoneyBody;
}

export class GrantCompetenceBody extends StaffBody {
  @CodeField({ required: true, description: 'Which competence.' }) readonly competence!: string;
  @DayField({ description: "The first day on which it holds, in the register's zone." }) readonly from!: string;
  @DayField({ required: false, description: 'The last such day; until it is withdrawn where it is left out.' }) readonly to?: string;
}

export class WithdrawCompetenceBody extends StaffBody {
  @CodeField({ required: true, description: 'Which competence.' }) readonly competence!: string;
}

export class RecordAbsenceBody extends StaffBody {
  @DayField({ description: "The first day, in the register's zone." }) readonly from!: string;
  @DayField({ required: false, description: 'The last day; until it is cancelled where it is left out.' }) readonly to?: string;
}

export class CancelAbsenceBody extends StaffBody {
  @Whole(1, 100_000, { description: 'Which one, from 1, as the entry says.' }) readonly absence!: number;
}

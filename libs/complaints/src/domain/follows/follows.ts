import type { Known } from '@redress/kernel';
import type { CommandOf, ComplaintCommandType } from '../complaint.commands';
import type { ComplaintEvent } from '../complaint.events';
import type { ComplaintFacts } from '../complaint.facts';
import type { Complaint } from '../complaint.state';

export type Facts = Known<ComplaintFacts>;
/** What follows from a command that keeps the rules; nothing where it is already so. */
export type Follows<T extends ComplaintCommandType> = {
  readonly [C in T]: (command: CommandOf<C>, complaint: Complaint, known: Facts) => readonly ComplaintEvent[];
};

export const without = <C extends { readonly type: string }>({ type: _type, ...rest }: C): Omit<C, 'type'> => rest;
/** No `personal` at all where there is nothing personal to seal. */
export const sealed = <P extends object>(personal: P): { personal?: P } =>
  Object.values(personal).some((value) => value !== undefined) ? { personal } : {};

import type { Calendar } from './calendar';
import { calendarOfFirst, type FirstCalendarText, type FirstPolicyText, policyOfFirst } from './first-versions';
import type { Policy } from './policy';

/** The policy that a stored text holds. */
export const policyIn = (text: string): Policy => {
  const value = JSON.parse(text) as Policy | FirstPolicyText;
  return 'clocks' in value ? value : policyOfFirst(value);
};

/** The calendar that a stored text holds. */
export const calendarIn = (text: string): Calendar => {
  const value = JSON.parse(text) as Calendar | FirstCalendarText;
  return 'week' in value ? value : calendarOfFirst(value);
};

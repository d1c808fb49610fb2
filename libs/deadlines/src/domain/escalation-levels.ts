/** How far up a complaint can be taken, the nearest first. */
export const escalationLevels = ['supervisor', 'management', 'top-management'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

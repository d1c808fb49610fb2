/** The words of complaints handling as codes (domain: ISO 10002, clause "Terms and definitions" and its guidance annexes). Stored for ever: never rename one. */

export const feedbackKinds = ['complaint', 'suggestion', 'compliment', 'enquiry'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

export const channels = [
  'phone',
  'email',
  'letter',
  'form',
  'web',
  'call-centre',
  'mobile-app',
  'social-media',
  'in-person',
  'api',
  'fax',
  'referral',
  'other',
] as const;
export type Channel = (typeof channels)[number];

/** 1 minor … 5 safety or legal. */
export const severities = [1, 2, 3, 4, 5] as const;
export type Severity = (typeof severities)[number];

export const resolvabilities = ['resolvable', 'partly', 'unresolvable'] as const;
export type Resolvability = (typeof resolvabilities)[number];
export const degrees = ['low', 'medium', 'high'] as const;
export type Degree = (typeof degrees)[number];

/** What a person may decide; imports of other registers also know `not-stated`. */
export const findings = ['upheld', 'partly-upheld', 'not-upheld', 'withdrawn', 'out-of-scope'] as const;
export type Finding = (typeof findings)[number] | 'not-stated';

export const outcomes = ['explanation', 'relief', 'monetary-relief', 'non-monetary-relief', 'without-relief', 'closed'] as const;
export type Outcome = (typeof outcomes)[number];

export const validities = ['confirmed', 'partly', 'not-confirmed'] as const;
export type Validity = (typeof validities)[number];

/** Default cause taxonomy, version 1. */
export const causes = [
  'quality-defect',
  'delay',
  'not-delivered',
  'damage',
  'not-as-ordered',
  'wrong-information',
  'price-billing',
  'contract-terms',
  'guarantee-refused',
  'sales-practice',
  'staff-conduct',
  'unmet-expectation',
  'technical',
  'complaint-handling',
] as const;
export type Cause = (typeof causes)[number];
export const causeDomains = ['people', 'process', 'product', 'supplier', 'system', 'communication', 'policy', 'external'] as const;
export type CauseDomain = (typeof causeDomains)[number];
export const investigationSteps = ['plan', 'interviews', 'records-reviewed', 'site-visit', 'expert-opinion'] as const;
export type InvestigationStep = (typeof investigationSteps)[number];
export const interviewed = ['staff', 'complainant', 'witness', 'other'] as const;
export type Interviewed = (typeof interviewed)[number];

export const remedyKinds = [
  'refund',
  'replacement',
  'repair',
  'substitute',
  'technical-help',
  'information',
  'referral',
  'financial-help',
  'compensation',
  'discount',
  'goodwill',
  'apology',
  'cancel',
  'process-change',
  'product-change',
  'policy-change',
  'none',
] as const;
export type RemedyKind = (typeof remedyKinds)[number];
export const parties = ['organisation', 'complainant'] as const;
export type Party = (typeof parties)[number];

/** What was checked of a handler on the day of the assignment. */
export const checks = ['exists', 'active', 'not-subject', 'no-conflict', 'present', 'competent'] as const;
export type Checked = (typeof checks)[number];

export const escalationLevels = ['supervisor', 'management', 'top-management'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];
export const escalationReasons = ['time', 'severity', 'request', 'ownerless'] as const;
export type EscalationReason = (typeof escalationReasons)[number];

/** What makes something happen by itself: a clock that runs out, nobody who answers for it, no word of the complainant. */
export const owedFor = ['clock', 'owner', 'silence'] as const;
export type OwedFor = (typeof owedFor)[number];

/** What a review made of the decision: it stands, it was replaced, or it must be looked into anew. */
export const reviewOutcomes = ['upheld', 'changed', 'sent-back'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];
/** What somebody outside decided, such as an ombudsman. */
export const externalOutcomes = ['upheld', 'partly-upheld', 'not-upheld', 'settled', 'out-of-jurisdiction'] as const;
export type ExternalOutcome = (typeof externalOutcomes)[number];

export const followUpOutcomes = ['satisfied', 'dissatisfied', 'needs-explanation', 'revise-remedy', 'compensate', 'unreachable'] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];
/** How we learned how satisfied the complainant is. */
export const satisfactionWays = ['follow-up', 'survey', 'call', 'other'] as const;
export type SatisfactionWay = (typeof satisfactionWays)[number];
/** 1 very dissatisfied … 5 very satisfied. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

export const closingReasons = ['settled', 'withdrawn', 'out-of-scope', 'duplicate', 'silence'] as const;
export type ClosingReason = (typeof closingReasons)[number];

/** What a deadline is extended in; weeks and months are said in days. */
export const extensionUnits = ['hours', 'working-hours', 'calendar-days', 'business-days'] as const;
export type ExtensionUnit = (typeof extensionUnits)[number];

export const clocks = ['acknowledge', 'update', 'final', 'redress', 'follow-up'] as const;
export type Clock = (typeof clocks)[number];

/** Why a complaint is handled by this policy from now on. */
export const pinReasons = ['taken-over', 'receipt-corrected', 'reclassified'] as const;
export type PinReason = (typeof pinReasons)[number];

export * from './queue';
export * from './case';
export * from './staff';
export * from './audit-trail/audit-trail';
export * from './statistics/statistics';

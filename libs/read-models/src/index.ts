export * from './queue';
export * from './case';
export * from './staff';
export * from './audit-trail/audit-trail';
export * from './statistics/statistics';
export * from './statistics/ask';
export { dimensions, type Dimension } from './statistics/life';
export { metricsPage } from './statistics/metrics-page';

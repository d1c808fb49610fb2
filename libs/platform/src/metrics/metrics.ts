/** What a process counts for Prometheus. A door of its own, `@redress/platform/metrics`: verbs count nothing and load none of it. */
export { ActMetrics } from './act-metrics';
export { type KeptReadModels, ReadModelMetrics } from './read-model-metrics';
export { ReadinessMetrics } from './readiness-metrics';
export { StoreMetrics } from './store-metrics';

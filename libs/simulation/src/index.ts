export { cfpbSample } from './cfpb-sample';
export { drawn, type LifeLine, lifeLine, type Part, type Step } from './life-line';
export { loadStores, type LoadingStores } from './into-stores';
export { type LoadReport } from './load-report';
export { type ApiKeyOfPart, loadApi, type LoadingApi, NotLoaded } from './into-api';

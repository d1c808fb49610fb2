export { collectionOf, type Counter, type On, type Projection, readModelOf, type Recorded } from './projection';

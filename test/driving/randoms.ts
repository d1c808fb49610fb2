export { randoms } from '../../libs/testing/src/randoms';

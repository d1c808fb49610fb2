export { cutsWithin } from './cuts';
export { anyCut, type Direction, everyFault, type NetworkFault, type Strike } from './network-faults';
export { TcpProxy } from './tcp-proxy';

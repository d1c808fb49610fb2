export { backUp, BackupRefused, type Manifest, restore, savedHeads } from './backup';
export { Clock, SystemClock } from './clock';
export { DataFolderRefused } from './data-folder';
export { type DevelopmentKey, developmentKeys, developmentStaff, refuseOpenProduction, StartRefused } from './development-keys';
export { DiskSpace } from './disk-space';
export { type Engine, type EngineOptions, localSystem, openEngine } from './engine';
export { keepCurrent, processManagerOf, secondsOwed } from './keeping-current';
export {
  type Environment,
  environmentWithFile,
  placeOf,
  type Settings,
  settingsFrom,
  settingsPage,
  settingsTable,
  shownSettings,
  WrongSettings,
} from './settings';
export { type Moved, moveRegister } from './moving/move-register';
export { MoveRefused } from './moving/move-refused';
export { filesOf, type Place, withoutSecrets } from './place';
export { logTo, NestLog } from './logging';
export { refusalToListen } from './refusal-to-listen';
export { ProjectorThread } from './projector-thread';
export { openEventStore, openKeyStore } from './stores';
export { isUp, type Readiness } from './readiness';
export { build, categories, type ProjectingOptions, projectorsOf, readModelsOf } from './read-models';

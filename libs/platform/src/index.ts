export { Clock, SystemClock } from './clock';
export {
  type Environment,
  environmentWithFile,
  type Settings,
  settingsFrom,
  settingsPage,
  settingsTable,
  shownSettings,
  WrongSettings,
} from './settings';

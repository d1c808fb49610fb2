import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeFile } from './deployment/compose-file';
import { textOf, unknownSettings } from './deployment/read';

const top = join(__dirname, '..');
const pages = readdirSync(join(top, 'docs/running'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/running/${name}`);
const filesUnder = (folder: string): readonly string[] =>
  readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));

/** All that the program could say, with a blank for whatever is put in. */
const said = ['apps', 'libs']
  .flatMap(filesUnder)
  .filter((path) => path.endsWith('.ts') && !/\.spec(-support)?\.ts$/.test(path) && !path.includes('libs/testing'))
  .map((path) => textOf(path).replace(/\$\{[^}]*\}/g, '…'))
  .join('\n');

describe('the pages on running it', () => {
  it('quote what is really said', () => {
    const [stores] = textOf('docs/running/faults.md').split('## In the register') as [string];
    const quoted = [...stores.matchAll(/^\| (.+?) \|/gm)].map(([, sentence]) => sentence!).filter((cell) => /^[A-Z…]/.test(cell));
    const parts = quoted.flatMap((sentence) => sentence.split('…').map((part) => part.trim()));
    expect([quoted.length > 10, parts.filter((part) => !said.includes(part))]).toEqual([true, []]);
  });

  it('lead to pages that are there', () => {
    const dead = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, path]) => path!)
        .filter((path) => !existsSync(join(top, dirname(page), path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(dead).toEqual([]);
  });

  it('name only settings, profiles and services that exist', () => {
    const text = pages.map(textOf).join('\n');
    const profiles = new Set(Object.values(composeFile.services).flatMap((service) => service.profiles));
    const named = [...text.matchAll(/--profile (\w+)/g)].map(([, profile]) => profile!);
    const services = [...text.matchAll(/docker compose --profile \w+ (?:run|exec|logs)((?: --?[\w-]+(?: \S*\/\S*)?)*) ([\w-]+)/g)].map(
      ([, , name]) => name!,
    );
    expect([
      unknownSettings(text),
      named.filter((profile) => !profiles.has(profile)),
      services.length > 5,
      services.filter((service) => !(service in composeFile.services)),
    ]).toEqual([[], [], true, []]);
  });
});

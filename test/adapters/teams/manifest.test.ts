import { inflateSync } from 'node:zlib';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.19/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DIALOGS, offered, teamsManifest, teamsPackage } from '../../../adapters/teams/manifest.js';
import { commandList } from '../../../src/cli/commandList.js';

const COMMANDS = commandList();

const OPTIONS = {
  commands: COMMANDS,
  appId: '11111111-1111-4111-8111-111111111111',
  version: '1.0.0',
  developer: 'Exampleshire',
  website: 'https://exampleshire.example/convenor',
  privacy: 'https://exampleshire.example/privacy',
  terms: 'https://exampleshire.example/terms',
};

test('Microsoft’s own schema accepts the manifest', () => {
  const validate = new Ajv.default({ strict: false, validateFormats: false, allErrors: true }).compile(
    schema,
  );
  expect([validate(teamsManifest(OPTIONS)), validate.errors]).toEqual([true, null]);
  expect(validate({ ...teamsManifest(OPTIONS), id: 'not an id' })).toBe(false);
});

test('the package holds the manifest and two icons of the sizes that Teams asks for', () => {
  const files = unzipSync(teamsPackage(OPTIONS));
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual(teamsManifest(OPTIONS));
  for (const [name, size] of [
    ['color.png', 192],
    ['outline.png', 32],
  ] as const) {
    const icon = Buffer.from(files[name] ?? []);
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
    const data = icon.subarray(icon.indexOf('IDAT') + 4, icon.indexOf('IEND') - 8);
    const pixels = inflateSync(data);
    expect(pixels.length).toBe(size * (1 + size * 4));
    const alphas = Array.from(
      { length: size * size },
      (_, at) => pixels[Math.floor(at / size) + 4 + at * 4] ?? 0,
    );
    // The outline is nothing but white on nothing; the other has no hole.
    expect(alphas.some(alpha => alpha === 0)).toBe(name === 'outline.png');
  }
  expect(teamsPackage(OPTIONS)).toEqual(teamsPackage(OPTIONS));
});

test('every word that the manifest offers is one that Convenor knows, every command among them', () => {
  const known = COMMANDS.flatMap(({ name, subcommands }) =>
    subcommands.map(sub => `${name} ${sub.name}`.trim()),
  );
  const titles = offered(COMMANDS).map(each => each.title);
  for (const text of [...titles, ...DIALOGS.map(each => each.id)]) expect(known).toContain(text);
  expect(titles.length).toBeLessThanOrEqual(10);
  expect(titles).toEqual(expect.arrayContaining(COMMANDS.slice(0, 10).map(each => each.name)));
});

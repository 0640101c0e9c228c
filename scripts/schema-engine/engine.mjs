// Prisma's schema engine, the WebAssembly build, loaded without a bundler.
import { readFile } from 'node:fs/promises';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

let lastPanic;

// Node 20 imports no .wasm files by itself: instantiate the module and hand it to its own glue code.
async function load() {
  const entry = import.meta.resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(new URL('schema_engine_bg.wasm', entry));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  // The engine reports a panic here before it traps; without the registry the message is lost.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      lastPanic = message;
    },
  };
  instance.exports.__wbindgen_start();
}

let loaded;

/**
 * Opens an engine over a database.
 *
 * @param factory a migration-aware driver adapter factory (see factories.mjs)
 * @returns `call(method, params)`: runs one of the engine's methods. It throws an Error whose message is the
 *   engine's, or that of the driver underneath; `code` is Prisma's where there is one (`P3018`).
 */
export async function openEngine(factory) {
  loaded ??= load();
  await loaded;
  const bound = bindMigrationAwareSqlAdapterFactory(factory);

  function explain(error) {
    // An error thrown in JavaScript crosses the engine as a number; the error itself waits in the registry.
    const id = /External error id#(\d+)/.exec(String(error?.message ?? error))?.[1];
    const original = id === undefined ? undefined : bound.errorRegistry.consumeError(Number(id))?.error;
    const shown = original ?? (lastPanic ? new Error(lastPanic) : error);
    lastPanic = undefined;
    const cause = shown?.cause;
    const text = cause?.originalMessage ?? cause?.message ?? shown?.message ?? String(shown);
    return Object.assign(new Error(text, { cause: shown }), { code: error?.code });
  }

  // `datamodels` must be left out: an empty list makes the engine panic.
  const engine = await glue.SchemaEngine.new({ datamodels: undefined }, () => {}, bound).catch(error => {
    throw explain(error);
  });
  return {
    async call(method, params) {
      try {
        return await engine[method](params);
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { lightFetch } from '../../../adapters/slack/transport.js';

async function serving(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth.test`;
}

test('a request arrives as it was given, and its answer as it came', async () => {
  const heard: string[] = [];
  const url = await serving((request, response) => {
    request.setEncoding('utf8');
    request.on('data', (text: string) => heard.push(text));
    request.on('end', () => {
      response.writeHead(429, { 'retry-after': '3', 'set-cookie': ['a=1', 'b=2'] });
      response.end('{"ok":false}');
    });
  });
  const answer = await lightFetch(10_000)(url, { method: 'POST', body: 'name=Zoë' });
  expect(heard).toEqual(['name=Zoë']);
  expect([answer.ok, answer.status, answer.url]).toEqual([false, 429, url]);
  expect([answer.headers.get('Retry-After'), answer.headers.get('set-cookie')]).toEqual(['3', 'a=1, b=2']);
  expect(answer.headers.get('x-none')).toBeNull();
  expect(await answer.json()).toEqual({ ok: false });
  expect(new TextDecoder().decode(await answer.arrayBuffer())).toBe('{"ok":false}');
});

test('binary bodies go as they are', async () => {
  const heard: string[] = [];
  const url = await serving((request, response) => {
    heard.push(String(request.headers['content-type']));
    request.resume().on('end', () => response.end('{}'));
  });
  const body = new FormData();
  body.append('file', new Blob(['PNG']));
  expect((await lightFetch(10_000)(url, { method: 'POST', body })).ok).toBe(true);
  expect(heard[0]).toContain('multipart/form-data');
});

test('a server that says nothing is given up after the limit', async () => {
  const url = await serving(() => {});
  await expect(lightFetch(30)(url, { method: 'POST', body: '' })).rejects.toMatchObject({
    code: 'UND_ERR_HEADERS_TIMEOUT',
  });
});

test('so is one that begins an answer and stops', async () => {
  const url = await serving((_, response) => {
    response.writeHead(200);
    response.write('{"ok":');
  });
  await expect(lightFetch(60)(url, { method: 'POST', body: '' })).rejects.toMatchObject({
    code: 'UND_ERR_BODY_TIMEOUT',
  });
});

test('a connection that nobody takes, or that breaks off, says so with a code', async () => {
  const url = await serving((_, response) => {
    response.write('{"ok":');
    response.flushHeaders();
    response.socket?.resetAndDestroy();
  });
  await expect(lightFetch(10_000)(url)).rejects.toMatchObject({ code: 'ECONNRESET' });
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  await expect(lightFetch(10_000)(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

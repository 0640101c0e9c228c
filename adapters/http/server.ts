import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';

/** What the server says of the program's health. */
export interface Health {
  /** The store answers and its migrations are applied. */
  ready(): Promise<boolean>;
  /** Prometheus' text format, with its content type. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

export interface HttpServer {
  readonly app: Express;
  /** Listens; returns the address as people type it. */
  listen(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

/** A port that another program has, said so that the operator knows what to do. */
export class AddressInUseError extends Error {
  override readonly name = 'AddressInUseError';
}

/** The one web server of the process: health for operators; the adapters add their own paths. */
export function createHttpServer(health: Health): HttpServer {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok');
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await health.ready();
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready' : 'the store does not answer');
  });
  app.get('/metrics', async (_request, response) => {
    const { type, text } = await health.metrics();
    response.setHeader('content-type', type);
    response.send(text);
  });
  const server = createServer(app);
  return { app, listen: (host, port) => listen(server, host, port), close: () => close(server) };
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AddressInUseError(
              `Port ${port} on ${host} is taken by another program (perhaps a Convenor that is still running). Stop it, or set PORT to a free one.`,
            )
          : error,
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${bound}`);
    });
  });
}

/** Event streams stay open for ever, so closing ends them. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { fromWindows1252, notText } from './decodeText.js';
import type { ReportBuilder } from './report.js';

/** One row of a CSV file: the line it begins on, and its cells, trimmed. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a file of this kind should be, for the sentences about one that is not. */
export interface Expected {
  /** 'the GIAS download "Establishment fields" (edubasealldata…csv)'. */
  readonly what: string;
  /** How to get a right one. */
  readonly howToGet: string;
}

/** Bytes looked at to tell what a file is. */
const HEAD_BYTES = 4096;

type Encoding = 'utf-8' | 'windows-1252';

/**
 * Reads a CSV file row by row, whatever its size: plain or gzipped; UTF-8 or windows-1252; with commas, semicolons or tabs; with any line ends, the last one missing or not. What is no such file, or
 * ends in the middle, is told to the report as an error, and the rows stop.
 *
 * @param onHeader gets the heading; false stops the reading (it has told the report why)
 * @yields every row after the heading that is not blank
 */
export async function* readCsv(
  file: string,
  expected: Expected,
  report: ReportBuilder,
  onHeader: (names: readonly string[]) => boolean,
): AsyncGenerator<CsvRow> {
  const inspected = await inspect(file, expected, report);
  if (!inspected) return;
  const { encoding, gzipped, delimiter } = inspected;

  const bytes = open(file, gzipped);
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    // All three, so that a row added on another machine does not spoil a file.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const feeding = feed(bytes, encoding, parser);
  let width: number | null = null;
  try {
    for await (const item of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const { record, info } = item;
      if (record.every(cell => cell === '')) continue;
      if (width === null) {
        width = record.length;
        if (!onHeader(record)) return;
        continue;
      }
      // `lines` is where a record ends: one with line breaks inside begins before.
      const line = info.lines - breaksIn(record);
      if (record.length !== width) {
        ragged(report, line, record.length, width);
        return;
      }
      yield { line, cells: record };
    }
    await feeding;
    if (width === null) report.error(null, null, 'The file is empty.', expected.howToGet);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report.error(
      Number(error.lines) || 1,
      null,
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'The file ends inside a quoted text: it was cut off, or a quotation mark before this row is not closed.'
        : 'A quotation mark stands in the middle of a text, so the columns cannot be told apart.',
      'Download or save the file again and import it whole.',
    );
  } finally {
    bytes.destroy();
    parser.destroy();
    await feeding.catch(() => {});
  }
}

function ragged(report: ReportBuilder, line: number, has: number, width: number): void {
  report.error(
    line,
    null,
    `This row has ${has} columns where the heading has ${width}: ` +
      (has < width
        ? 'the file was cut off here, or a cell is missing.'
        : 'a text with a comma is not quoted.'),
    'Download or save the file again and import it whole.',
  );
}

async function feed(bytes: Readable, encoding: Encoding, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const text of decoded(bytes, encoding)) {
      if (parser.destroyed) return;
      if (!parser.write(text)) await roomIn(parser);
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Waits until the parser takes more, or is gone. */
function roomIn(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise(resolve => {
    const done = (): void => {
      parser.off('drain', done).off('close', done);
      resolve();
    };
    parser.once('drain', done).once('close', done);
  });
}

async function* decoded(bytes: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytes) {
    yield encoding === 'utf-8' ? decoder.decode(chunk, { stream: true }) : fromWindows1252(chunk);
  }
  if (encoding === 'utf-8') yield decoder.decode();
}

interface Inspected {
  readonly encoding: Encoding;
  readonly gzipped: boolean;
  readonly delimiter: string;
}

/** Looks through the whole file once: what it is, and in which encoding. Null when it is no CSV file. */
async function inspect(file: string, expected: Expected, report: ReportBuilder): Promise<Inspected | null> {
  const refuse = (problem: string, whatToDo: string): null => {
    report.error(null, null, problem, whatToDo);
    return null;
  };
  const first = await head(file);
  if (typeof first === 'string')
    return refuse(first, 'Check the name and the folder, and that you may read it.');
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;

  let start: Uint8Array | null = null;
  let utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  const bytes = open(file, gzipped);
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      start ??= chunk.subarray(0, HEAD_BYTES);
      if (chunk.includes(0)) return refuse(...notUtf8(start));
      utf8 = stillValid(utf8, chunk);
    }
  } catch {
    return refuse('The file is compressed and its end is missing or damaged.', 'Download it again, whole.');
  }
  if (utf8 && !stillValid(utf8, null)) utf8 = null;

  if (!start) return refuse('The file is empty.', expected.howToGet);
  const other = notText(start);
  if (other) return refuse(other.problem, other.whatToDo);
  const text = new TextDecoder('utf-8').decode(start);
  if (text.trim() === '') return refuse('The file is empty.', expected.howToGet);
  if (/^\s*(<!doctype html|<html|<head|<\?xml)/i.test(text)) {
    return refuse(
      `This is a web page, not ${expected.what}: the page was saved instead of the file behind it.`,
      expected.howToGet,
    );
  }
  const heading = text.split(/\r\n|\n|\r/).find(line => line.trim() !== '') ?? '';
  const delimiter = delimiterOf(heading);
  if (!heading.includes(delimiter)) {
    return refuse(
      `This is not a CSV file: its first line, "${heading.slice(0, 60)}", does not name columns.`,
      expected.howToGet,
    );
  }
  return { encoding: utf8 ? 'utf-8' : 'windows-1252', gzipped, delimiter };
}

/** What a file with bytes of zero is. */
function notUtf8(start: Uint8Array): [problem: string, whatToDo: string] {
  const other = notText(start);
  if (other) return [other.problem, other.whatToDo];
  return [
    'The file is in the encoding UTF-16 (Excel\'s "Unicode text"), or it is no text.',
    'Save it as "CSV UTF-8 (comma delimited)", or download it again and do not open it before.',
  ];
}

/** The decoder while everything so far is UTF-8; null from the first byte on that is not. */
function stillValid(decoder: TextDecoder | null, chunk: Uint8Array | null): TextDecoder | null {
  try {
    if (chunk) decoder?.decode(chunk, { stream: true });
    else decoder?.decode();
    return decoder;
  } catch {
    return null;
  }
}

/** The first bytes of a file, or why there are none. */
async function head(file: string): Promise<Uint8Array | string> {
  try {
    const handle = await openFile(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return 'There is no such file.';
    if (code === 'EISDIR') return 'This is a folder, not a file.';
    return `The file cannot be read (${code || String(error)}).`;
  }
}

function open(file: string, gzipped: boolean): Readable {
  const bytes = createReadStream(file);
  if (!gzipped) return bytes;
  const unpacked = createGunzip();
  bytes.on('error', error => unpacked.destroy(error));
  unpacked.on('close', () => bytes.destroy());
  return bytes.pipe(unpacked);
}

/** Excel in other regions, and "text, tab delimited", use other signs than the comma. */
function delimiterOf(heading: string): string {
  const count = (sign: string): number => heading.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function breaksIn(record: readonly string[]): number {
  let breaks = 0;
  for (const cell of record) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}

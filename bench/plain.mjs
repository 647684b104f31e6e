#!/usr/bin/env node
/**
 * The endpoint written by hand: Node's http, one statement a request through the driver, JSON out. It has what the
 * answers need and nothing else. Prints its address, and serves until it is ended.
 *
 *   NEO4J_URI=bolt://127.0.0.1:7687 node bench/plain.mjs
 */
import { createServer } from 'node:http';
import neo4j from 'neo4j-driver';
import { SHAPES } from './shapes.mjs';
import { serve } from './support/serve.mjs';

const uri = process.env['NEO4J_URI'];
if (!uri) throw new Error('NEO4J_URI is not set.');
const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
const shapes = new Map(SHAPES.map((shape) => [`/${shape.name}`, shape]));

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    answer(request.url ?? '', Buffer.concat(parts).toString()).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(body),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
});
await serve(server, '');

/**
 * @param {string} url
 * @param {string} body the variables
 */
async function answer(url, body) {
  const shape = shapes.get(url);
  if (!shape) throw new Error(`no shape ${url}`);
  const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ });
  try {
    const { records } = await session.run(shape.plain, JSON.parse(body));
    return JSON.stringify({ data: shape.answer(records) });
  } finally {
    await session.close();
  }
}

// node duckdb.mjs <node_modules>: a statement a line in, the first row of its answer a line out.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const { DuckDBInstance } = createRequire(process.argv[2] + '/')('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run('set threads=2');
for await (const sql of createInterface({ input: process.stdin })) {
  try {
    const rows = (await connection.runAndReadAll(sql)).getRows();
    console.log(rows.length ? rows[0].join('|') : '');
  } catch (error) {
    console.log('error ' + String(error.message).replaceAll('\n', ' '));
  }
}

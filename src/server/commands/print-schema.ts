// Prints the contract as routers get it, for composing a supergraph.
import { readSdl } from '../schema.ts';

process.stdout.write(readSdl());

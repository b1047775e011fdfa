// Writes the types of what the API answers and takes, from its own description: node schema.mjs openapi.json schema.d.ts
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const { openapi, info, components } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const types = await openapiTS({ openapi, info, components: { schemas: components.schemas } }, { alphabetize: true });
writeFileSync(
  process.argv[3],
  `// Made by "make api" from the API's description. Do not change it by hand.\n${astToString(types)}`,
);

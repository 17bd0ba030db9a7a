import { expect, test } from 'vitest';
import { describeSchema } from '../../src/db/dump.ts';
import { createTestDatabase } from '../support/database.ts';

const PARTS = [
  `create type mood as enum ('good', 'bad')`,
  `create domain ratio as double precision check (value between 0 and 1)`,
  `create table parent (id uuid primary key, mood mood not null default 'good')`,
  `create table plain (n int)`,
];
const LAST = `
  create table child (
    id bigint generated always as identity primary key,
    parent_id uuid not null references parent on delete cascade,
    share ratio, twice int generated always as (2 * 3) stored,
    constraint share_given check (share is not null));
  create index child_parent on child (parent_id) where share > 0.5;
  create function touch() returns trigger language plpgsql as $$begin
    return new;
  end$$;
  create trigger touched before update on child for each row execute function touch();
  create view good as select id from parent where mood = 'good';`;

async function describe(statements: string[]): Promise<string> {
  const { db, drop } = await createTestDatabase({ empty: true });
  try {
    for (const statement of statements) await db.none(statement);
    return await describeSchema(db);
  } finally {
    await drop();
  }
}

test('describes every kind of thing, the same whatever the order it was made in', async () => {
  const text = await describe([...PARTS, LAST]);
  expect(
    await describe([...PARTS.toReversed().filter((part) => !part.includes('parent')), PARTS[2] ?? '', LAST]),
  ).toBe(text);
  expect(text).toMatchInlineSnapshot(`
    "function touch()
      definition CREATE OR REPLACE FUNCTION public.touch()
      |  RETURNS trigger
      |  LANGUAGE plpgsql
      | AS $function$begin
      |     return new;
      |   end$function$

    sequence child_id_seq
      definition bigint start 1 increment 1 min 1 max 9223372036854775807

    table child
      column id bigint not null generated always as identity
      column parent_id uuid not null
      column share ratio
      column twice integer generated always as ((2 * 3)) stored
      constraint child_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES parent(id) ON DELETE CASCADE
      constraint child_pkey PRIMARY KEY (id)
      constraint share_given CHECK ((share IS NOT NULL))
      index CREATE INDEX child_parent ON public.child USING btree (parent_id) WHERE ((share)::double precision > (0.5)::double precision)
      trigger CREATE TRIGGER touched BEFORE UPDATE ON public.child FOR EACH ROW EXECUTE FUNCTION touch()

    table parent
      column id uuid not null
      column mood mood not null default 'good'::mood
      constraint parent_pkey PRIMARY KEY (id)

    table plain
      column n integer

    type mood
      enum 'good', 'bad'

    type ratio
      domain double precision CHECK (((VALUE >= (0)::double precision) AND (VALUE <= (1)::double precision)))

    view good
      column id uuid
      definition  SELECT id
      |    FROM parent
      |   WHERE (mood = 'good'::mood);
    "
  `);
});

test('a change shows', async () => {
  const before = await describe([...PARTS, LAST]);
  expect(await describe([...PARTS, LAST, 'alter table plain alter n set not null'])).not.toBe(before);
  expect(await describe([...PARTS, LAST, 'drop trigger touched on child'])).not.toBe(before);
});

-- The tables of mulin in a PostgreSQL database (15 or newer). Run it as the administrator of the
-- database; running it again changes nothing.

create schema if not exists mulin;

-- Which version of these tables this is.
create table if not exists mulin.meta (schema_version integer not null);
insert into mulin.meta select 1 where not exists (select from mulin.meta);

create sequence if not exists mulin.town_numbers as integer;

-- The towns. revision: how many transactions there were. tombstones_before: rows that were removed up to
-- this revision are no longer named. born: tells a town from every other that may bear its name later.
-- mark: the sending that made the last revision; who has another one of that number has what a server knew
-- that was lost.
-- unfinished: the digest of the file that is being moved into it; nobody may use it so long.
create table if not exists mulin.towns (
    town integer primary key default nextval('mulin.town_numbers'),
    name text not null unique,
    format integer not null default 0,
    revision bigint not null default 0,
    tombstones_before bigint not null default 0,
    born text not null default gen_random_uuid()::text,
    mark text not null default gen_random_uuid()::text,
    unfinished text
);

-- Which role works for which town.
create table if not exists mulin.members (
    role name not null,
    town integer not null,
    primary key (role, town)
);

-- Every row of every town: ordered bytes, as in the file of a town of its own. No value: it was removed.
create table if not exists mulin.rows (
    town integer not null,
    tab text not null,
    key bytea not null,
    value bytea,
    revision bigint not null,
    primary key (town, tab, key)
);
create index if not exists rows_by_revision on mulin.rows (town, revision);

-- By which sending each of the last revisions came: whoever lost the line while sending finds his here, and
-- a mirror whether it is one of this server.
create table if not exists mulin.sendings (
    town integer not null,
    revision bigint not null,
    sending text not null,
    primary key (town, revision)
);

-- Whoever asks sees the towns that he works for, whatever he asks, also the owner of the tables.
alter table mulin.rows enable row level security;
alter table mulin.rows force row level security;
alter table mulin.sendings enable row level security;
alter table mulin.sendings force row level security;
alter table mulin.towns enable row level security;
alter table mulin.members enable row level security;
drop policy if exists of_members on mulin.rows;
create policy of_members on mulin.rows
    using (town in (select m.town from mulin.members m where m.role = current_user));
drop policy if exists of_members on mulin.sendings;
create policy of_members on mulin.sendings
    using (town in (select m.town from mulin.members m where m.role = current_user));
drop policy if exists of_members on mulin.towns;
create policy of_members on mulin.towns
    using (town in (select m.town from mulin.members m where m.role = current_user));
drop policy if exists own on mulin.members;
create policy own on mulin.members for select using (role = current_user);

-- Puts rows that were made on the rows of a revision; the last part counts the revision up and tells
-- everybody who listens. ML001: others came first. ML002: there is no such town. ML003: the town is kept
-- by a newer mulin. ML004: a file is being moved into it.
create or replace function mulin.apply(
    of_town integer, of_mark text, expected bigint, of_format integer, of_sending text,
    tabs text[], keys bytea[], vals bytea[], is_last boolean
) returns bigint language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    stands mulin.towns%rowtype;
begin
    perform pg_advisory_xact_lock(1836411497, of_town);
    select * into stands from mulin.towns where town = of_town;
    if not found then
        raise exception 'no such town' using errcode = 'ML002';
    end if;
    if stands.unfinished is not null then
        raise exception 'a file is being moved into this town' using errcode = 'ML004';
    end if;
    if stands.mark <> of_mark or stands.revision <> expected then
        raise exception 'others came first' using errcode = 'ML001';
    end if;
    if stands.format > of_format then
        raise exception 'a newer program keeps this town' using errcode = 'ML003';
    end if;
    insert into mulin.rows as r (town, tab, key, value, revision)
        select of_town, u.tab, u.key, u.value, expected + 1
        from unnest(tabs, keys, vals) as u (tab, key, value)
        on conflict (town, tab, key)
        do update set value = excluded.value, revision = excluded.revision;
    if not is_last or cardinality(tabs) = 0 then
        return expected;
    end if;
    insert into mulin.sendings values (of_town, expected + 1, of_sending);
    delete from mulin.sendings where town = of_town and revision < expected - 100000;
    update mulin.towns set revision = expected + 1, mark = of_sending, format = of_format where town = of_town;
    perform pg_notify('mulin_' || of_town, (expected + 1)::text);
    return expected + 1;
end $$;

-- Adds a role to a town, which is begun where there is none of the name.
create or replace function mulin.add(of_name text, of_role name)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    number integer;
begin
    select town into number from mulin.towns where name = of_name;
    if number is null then
        insert into mulin.towns (name) values (of_name) returning town into number;
    end if;
    insert into mulin.members values (of_role, number) on conflict do nothing;
    execute format('grant usage on schema mulin to %I', of_role);
    execute format('grant select on mulin.meta, mulin.towns, mulin.members to %I', of_role);
    execute format('grant update (revision, mark, format, unfinished) on mulin.towns to %I', of_role);
    execute format('grant select, insert, update on mulin.rows to %I', of_role);
    execute format('grant select, insert, delete on mulin.sendings to %I', of_role);
end $$;

-- Forgets the rows of a town that were removed up to a revision; mirrors that are older are made anew.
-- For the administrator, as a superuser: nobody else sees the rows of all towns.
create or replace function mulin.forget_removed(of_name text, up_to bigint)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    number integer;
begin
    select town into strict number from mulin.towns where name = of_name;
    perform pg_advisory_xact_lock(1836411497, number);
    delete from mulin.rows r where r.town = number and r.value is null and r.revision <= up_to;
    update mulin.towns t set tombstones_before = greatest(t.tombstones_before, up_to)
        where t.town = number;
end $$;

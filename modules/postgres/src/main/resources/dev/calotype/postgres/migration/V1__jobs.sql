-- Jobs and what belongs to them. Times come from the farm's clock, never from the database's.

create table tenant (
    name text primary key
);

create table job (
    id               text primary key,
    arrival          bigint generated always as identity,
    tenant           text             not null references tenant,
    priority         integer          not null,
    model            text             not null,
    spec             jsonb            not null,
    deadline         timestamptz,
    phase            text             not null
        check (phase in ('queued', 'leased', 'running', 'paused', 'succeeded', 'failed', 'cancelled', 'expired')),
    attempt          integer          not null default 0,
    node             text,
    device           text,
    lease_until      timestamptz,
    not_before       timestamptz      not null,
    cancel_requested boolean          not null default false,
    done             integer          not null default 0,
    total            integer          not null default 0,
    device_seconds   double precision not null default 0,
    cause            text,
    message          text,
    created_at       timestamptz      not null,
    changed_at       timestamptz      not null
) with (fillfactor = 80);

-- What a lease reads: each tenant's waiting jobs in order.
create index job_waiting on job (tenant, priority desc, arrival) where phase = 'queued';
-- What a sweep reads. It leaves lease_until out, so that a heartbeat touches no index.
create index job_held on job (node) where phase in ('leased', 'running');
create index job_deadline on job (deadline) where deadline is not null and phase in ('queued', 'paused');
create index job_newest on job (arrival desc);

create table artefact (
    job_id     text    not null references job on delete cascade,
    index      integer not null,
    uri        text    not null,
    media_type text    not null,
    sha256     text    not null,
    bytes      bigint  not null,
    primary key (job_id, index)
);

-- Attempts that ended without a result; counted against the limit of their cause.
create table failure (
    job_id  text        not null references job on delete cascade,
    attempt integer     not null,
    cause   text        not null,
    message text        not null,
    at      timestamptz not null,
    primary key (job_id, attempt)
);

-- Device time by tenant; a row a device, so that devices do not wait for each other.
create table device_time (
    tenant  text             not null references tenant,
    node    text             not null,
    device  text             not null,
    seconds double precision not null,
    primary key (tenant, node, device)
);

-- Records that did not become jobs, by where they were read.
create table rejection (
    source text primary key,
    job_id text        not null,
    data   jsonb       not null,
    at     timestamptz not null
);

-- Events not yet published. The number is taken while the job's row is locked, so it is in order for each job.
create table outbox (
    number  bigint generated always as identity primary key,
    id      text        not null,
    at      timestamptz not null,
    subject text        not null,
    type    text        not null,
    data    text        not null
);

create table worker (
    node       text        not null,
    device     text        not null,
    joined_at  timestamptz not null,
    last_seen  timestamptz not null,
    primary key (node, device)
);

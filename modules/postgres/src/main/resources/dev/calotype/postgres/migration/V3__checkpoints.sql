-- Where a job stands, as its worker last left it; gone when the job has ended.
create table checkpoint (
    job_id  text        primary key references job on delete cascade,
    attempt integer     not null,
    at      timestamptz not null,
    bytes   bytea       not null
);
-- Latents do not compress, and are written anew each time.
alter table checkpoint alter column bytes set storage external;

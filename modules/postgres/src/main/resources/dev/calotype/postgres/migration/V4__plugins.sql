-- The versions of plugins that a job's last attempt was given: a list of {id, version, digest}.
alter table job add column plugins jsonb not null default '[]';

-- Which plugins all nodes of the farm shall run: one row, replaced as a whole by whoever knows its revision.
create table wanted_plugins (
    single   boolean primary key default true check (single),
    revision bigint  not null,
    plugins  jsonb   not null
);

insert into wanted_plugins (revision, plugins) values (0, '{}');

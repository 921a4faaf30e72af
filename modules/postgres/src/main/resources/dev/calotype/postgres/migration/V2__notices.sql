-- What a client was told about a job, each sentence once, however often the job was tried.
alter table job add column notices text[] not null default '{}';

-- Questions that are answered in the background, until a day after they were asked; the answers stay where all answers are.
create table question_run (
  id            text primary key,
  account       text not null,
  administrator boolean not null,
  -- In its one form, with its cut.
  question      text not null,
  state         text not null check (state in ('running', 'done', 'failed')),
  -- Months of index dates that are summed, over all arms, of the months that the calendar has.
  done          int not null default 0,
  months        int not null check (months > 0),
  answer        text references question_answer (id),
  code          text,
  expires_at    timestamptz not null,
  -- Until then one process is at it; when nobody is, the next one goes on.
  leased_until  timestamptz not null
);
create index question_run_by_account on question_run (account);
create index question_run_by_end on question_run (expires_at);

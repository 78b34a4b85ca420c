-- Questions as JSON: docs/questions.md.
-- Answers to questions as JSON, citable by id. question: in its one form, with its cut; arms: ids of the answers of its arms, separated by
-- spaces, in the order of the question.
create table question_answer (
  id       text primary key,
  cut      int not null references data_cut (number),
  question text not null,
  arms     text not null,
  digest   text not null unique
);
create trigger question_answers_stay before update or delete on question_answer for each statement execute function answers_stay();

-- Groups that questions have defined and of which something may have been released, by cut; their sets are in release_set.
create table release_group (
  cut  int not null references data_cut (number),
  name text not null,
  primary key (cut, name)
);
create trigger release_groups_stay before update or delete on release_group for each statement execute function answers_stay();

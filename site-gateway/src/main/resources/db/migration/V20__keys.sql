-- What tells the site's keys from others, without saying anything of them: a data folder with other keys stops the start.
create table key_check (
  one   boolean primary key default true check (one),
  print text not null
);

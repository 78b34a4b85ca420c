-- What the conversion of an arrival lost, assumed or doubted: a JSON array of code and text, without identifiers.
alter table arrival add column notes text;

-- Somebody at the hospital has looked: the image is of the person whom its Patient ID names.
alter table arrival add column patient_confirmed boolean not null default false;

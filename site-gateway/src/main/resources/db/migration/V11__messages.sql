-- An HL7 v2 message that comes again is found by its number also where later ones have superseded it.
create index arrival_message on arrival (business_key) where source = 'hl7' and state = 'superseded';
-- Whether a message may have changed the record of a row since.
create index arrival_message_person on arrival (person_id, seq) where source = 'hl7';

-- An HL7 v2 message that comes again is found by its number also where later ones have superseded it.
create index arrival_message on arrival (business_key) where source = 'hl7' and state = 'superseded';

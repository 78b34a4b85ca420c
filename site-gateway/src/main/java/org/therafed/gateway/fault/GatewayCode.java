package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** Why a record of this gateway is held or refused, or a request is. {@code docs/errors.md}. */
public enum GatewayCode implements FaultCode {
  INTAKE_BODY_SIZE(
      "GW-INTAKE-001",
      "A body larger than {limit} bytes was sent.",
      "A smaller one is needed.",
      "Split the upload, or raise {setting}."),
  INTAKE_TOKEN(
      "GW-INTAKE-002",
      "The request carries no valid token.",
      "Authorization: Bearer with the gateway's intake token is needed.",
      "Ask the gateway's operator for the token."),
  UNEXPECTED(
      "GW-INTAKE-003",
      "The record could not be processed because of a defect of the gateway.",
      "Nothing of the sender.",
      "Report the instance to the gateway's operator; the record is kept and can be retried."),
  HTTP_REFUSED(
      "GW-HTTP-001",
      "The server answers this request with status {status}.",
      "Address, method and media types as the gateway's README states are needed.",
      "Correct the request."),
  HTTP_UNEXPECTED(
      "GW-HTTP-002",
      "The request failed because of a defect of the gateway.",
      "Nothing of the sender.",
      "Report the instance to the gateway's operator, who finds it in the log."),
  ARRIVAL_UNKNOWN(
      "GW-OPS-001",
      "No arrival has this id.",
      "The id of an arrival of this gateway is needed.",
      "List them at /ops/arrivals."),
  RETRY_STATE(
      "GW-OPS-002",
      "The arrival is {state}.",
      "Only held arrivals of a known person, and those the registry refused, can be retried; what"
          + " was refused at the door was never converted.",
      "See its reasons at /ops/arrivals/{id}; mend it where it comes from and send it again."),
  NOTHING_LEAVES(
      "GW-OPS-003",
      "Nothing of this arrival would leave now.",
      "See its reasons.",
      "Correct what they name, then look again."),
  NOT_DOUBTED(
      "GW-OPS-004",
      "The arrival is {state}, and its patient is not in doubt.",
      "Only arrivals held with GW-DICOM-009 can be released or refused.",
      "Look at what became of it at /ops/arrivals/{id}."),
  DATABASE(
      "GW-DB-001",
      "The database did not answer.",
      "A reachable PostgreSQL is needed.",
      "Send again; the gateway's operator looks at the database."),
  DATABASE_VALUE(
      "GW-DB-002",
      "The database refuses a value of the record.",
      "Values that a text of PostgreSQL and its indexes can hold are needed.",
      "Do not send it again as it is; report it to the gateway's operator."),
  PACKAGES_UNREACHABLE(
      "GW-PACKAGE-001",
      "The registry does not answer with its packages.",
      "A registry of this version that knows this site is needed.",
      "Nothing: the packages that are here stay in use, and it is asked again."),
  PACKAGE_NOT_KEPT(
      "GW-PACKAGE-002",
      "A package could not be kept durably.",
      "Space in the data folder, and a folder that the gateway owns, are needed.",
      "Mend the data folder; the package that was here stays in use, and it is fetched again."),
  PACKAGE_NAME(
      "GW-PACKAGE-003",
      "Under the name of a package came another one.",
      "The package that the registry's list names is needed.",
      "Ask the registry's operator what stands between."),
  DICOM_NOT_READABLE(
      "GW-DICOM-001",
      "The object cannot be read: {detail}.",
      "A complete DICOM data set is needed.",
      "Send the object again from its source."),
  DICOM_NO_PATIENT(
      "GW-DICOM-002",
      "The object has no Patient ID.",
      "Patient ID (0010,0020) is needed to find the consent.",
      "Correct the object at its source and send it again."),
  DICOM_TOO_LARGE(
      "GW-DICOM-003",
      "The object is larger than {limit} bytes.",
      "A smaller one is needed.",
      "Raise THERAFED_DICOM_MAX_OBJECT."),
  DICOM_NO_ROOM(
      "GW-DICOM-004",
      "The object could not be stored durably.",
      "Space and a working database are needed.",
      "Send again later."),
  DICOM_NO_STUDY(
      "GW-DICOM-005",
      "The object has no Study, Series or SOP Instance UID.",
      "All three are needed.",
      "Correct the object at its source and send it again."),
  DICOM_MISMATCH(
      "GW-DICOM-006",
      "SOP class or instance of the command and of the data set differ.",
      "The same in both is needed.",
      "Send the object again from its source."),
  DICOM_CONVERSION(
      "GW-DICOM-007",
      "The study cannot be converted: {detail}.",
      "A study as PS3.3 describes is needed.",
      "Correct the study at its source and send it again."),
  DICOM_NOT_CONVERTIBLE(
      "GW-DICOM-008",
      "The object's header cannot be used: {detail}.",
      "Attributes as PS3.3 and PS3.5 describe are needed.",
      "Correct the object at its source and send it again."),
  DICOM_PATIENT_DIFFERS(
      "GW-DICOM-009",
      "The images may be of another patient: {what}.",
      "Images of the patient whom their Patient ID names are needed.",
      "Look whose they are; then POST /ops/arrivals/{id}/release, or /refuse, or correct the"
          + " patient."),
  DICOM_OTHER_PATIENT(
      "GW-DICOM-010",
      "Somebody at the hospital found the images to be of another patient.",
      "Images of the patient whom their Patient ID names are needed.",
      "Correct the Patient ID at the source and send them again; retry if it was a mistake."),
  DICOM_PART(
      "GW-DICOM-011",
      "A part of the request is no object that can be taken: {detail}.",
      "Parts of application/dicom are needed, each a Part 10 file, in a well-formed"
          + " multipart/related body.",
      "Send again what the response does not name as stored."),
  DICOM_OTHER_STUDY(
      "GW-DICOM-012",
      "The object is of another study than the address of the request names.",
      "Objects of that study only are needed.",
      "Send the object to /dicomweb/studies, or to the address of its own study."),
  PULL_SOURCE(
      "GW-PULL-001",
      "No archive of this name is configured.",
      "One of those that GET /ops/pull shows is needed.",
      "Correct the address, or set THERAFED_PULL_SOURCES_*."),
  PULL_RUNNING(
      "GW-PULL-002",
      "The archive is being asked already.",
      "Nothing.",
      "Look at /ops/pull, and ask again when it has ended."),
  PULL_HOST(
      "GW-PULL-003",
      "The archive's name has no address here.",
      "A name that the name service knows, or an address, is needed.",
      "Correct host or URL of the source, or the name service (DNS)."),
  PULL_UNREACHABLE(
      "GW-PULL-004",
      "The archive cannot be reached: {detail}.",
      "A running archive, and a firewall that lets the gateway through, are needed.",
      "Compare host and port with the archive; the gateway tries again by itself."),
  PULL_REJECTED(
      "GW-PULL-005",
      "The archive rejects the association: {detail}.",
      "AE titles that both sides know are needed.",
      "Compare called and calling title with the archive's settings."),
  PULL_TLS(
      "GW-PULL-006",
      "TLS with the archive failed.",
      "A certificate that names the host, of an authority that the gateway trusts, is needed.",
      "Compare certificate and host name; add the authority to the trust store of the gateway's"
          + " Java."),
  PULL_LOGIN(
      "GW-PULL-007",
      "The archive answers with status {status}: it does not let the gateway in.",
      "A valid token is needed.",
      "Renew the token in the file that the source names, or ask who runs the archive."),
  PULL_TIMEOUT(
      "GW-PULL-008",
      "The archive did not answer in time.",
      "An answer within THERAFED_PULL_TIMEOUT is needed.",
      "Look at the archive; the gateway tries again by itself."),
  PULL_QUERY(
      "GW-PULL-009",
      "The archive refuses {what} with status {status}.",
      "An archive that grants the gateway query and retrieval is needed; for C-MOVE it must know"
          + " the gateway by title, address and port.",
      "Look at the archive's log and settings; the gateway tries again by itself."),
  PULL_ANSWER(
      "GW-PULL-010",
      "The archive answers in a way that cannot be used: {detail}.",
      "Query and retrieval by PS3.4 Annex C, or by QIDO-RS and WADO-RS, are needed.",
      "Compare with the archive's conformance statement; the gateway tries again by itself."),
  PULL_INCOMPLETE(
      "GW-PULL-011",
      "{count} instances that the archive names did not come, or were refused here.",
      "All of them are needed.",
      "Look at /ops/arrivals?state=refused and at the archive's log; the gateway tries again by"
          + " itself."),
  PULL_TOKEN_FILE(
      "GW-PULL-012",
      "The file with the token for the archive cannot be read.",
      "A file that the gateway may read is needed.",
      "Correct TOKEN_FILE of the source, or the rights of the file."),
  PULL_ID(
      "GW-PULL-013",
      "The archive cannot be asked for the patient's id without naming others too.",
      "An id of at most 64 characters without *, ? and backslash is needed.",
      "Send the images by C-STORE or STOW-RS."),
  FHIR_JSON(
      "GW-FHIR-001",
      "The body is not JSON: {detail}.",
      "One FHIR R4 resource in JSON is needed.",
      "Correct the body and send it again."),
  FHIR_INVALID(
      "GW-FHIR-002",
      "The resource is not valid FHIR R4 at {element}: {what}.",
      "Elements and values as FHIR R4 defines them are needed.",
      "Correct the element and send it again."),
  FHIR_TYPE(
      "GW-FHIR-003",
      "A resource of type {found} was sent to {wanted}.",
      "The type of the address is needed.",
      "Send it to /fhir/{found}, or send a Bundle to /fhir."),
  FHIR_BUNDLE_TYPE(
      "GW-FHIR-004",
      "The body at /fhir is not a Bundle of type transaction, batch or collection.",
      "One of these is needed.",
      "Send single resources to /fhir/{type}."),
  FHIR_NO_PATIENT(
      "GW-FHIR-005",
      "The record names no patient.",
      "A Patient, or a subject with identifier or with a known Patient's id, is needed.",
      "Add the subject and send it again."),
  FHIR_TWO_PATIENTS(
      "GW-FHIR-006",
      "The record is about {count} patients.",
      "One patient per request is needed.",
      "Split the Bundle by patient."),
  FHIR_PATIENT_LATER(
      "GW-FHIR-007",
      "The subject is a Patient this gateway has not received.",
      "That Patient resource is needed.",
      "Send the Patient; the record then goes on by itself."),
  FHIR_NO_PATIENT_ID(
      "GW-FHIR-008",
      "The Patient has no identifier with a value.",
      "A hospital's identifier, such as the medical record number, is needed.",
      "Add Patient.identifier and send it again."),
  FHIR_OPERATION(
      "GW-FHIR-009",
      "A Bundle entry asks for {method}.",
      "Only POST and PUT, or no request, can be taken.",
      "Send corrections as PUT, and instead of a deletion the record as entered-in-error."),
  FHIR_CONTROL(
      "GW-FHIR-010",
      "A text holds a control character or half of a surrogate pair.",
      "Texts as FHIR R4 defines them are needed: below U+0020 only tab and line ends.",
      "Remove the character and send it again."),
  FHIR_TOO_LONG(
      "GW-FHIR-011",
      "The {what} is {length} bytes long.",
      "At most {limit} bytes in UTF-8 are needed.",
      "Correct it at its source and send the record again."),
  HL7_FRAME(
      "GW-HL7-001",
      "Bytes came outside the frame of a message.",
      "MLLP is needed: 0B, the message, 1C 0D.",
      "Look at the sender's transport settings; the bytes are kept."),
  HL7_CUT(
      "GW-HL7-002",
      "A message broke off: the connection ended or fell silent, or another message began.",
      "The end of the message, 1C 0D, is needed.",
      "Send the message again; it was not acknowledged."),
  HL7_TOO_LARGE(
      "GW-HL7-003",
      "The message is larger than {limit} bytes.",
      "A smaller one is needed.",
      "Raise THERAFED_HL7_MAX_MESSAGE."),
  HL7_HEADER(
      "GW-HL7-004",
      "The message does not begin with MSH and five different delimiters.",
      "MSH-1 and MSH-2 as HL7 v2 states them are needed.",
      "Correct the sender's encoding; the bytes are kept."),
  HL7_CHARSET(
      "GW-HL7-005",
      "MSH-18 names a character set that is not read here.",
      "A set of HL7 table 0211 other than UTF-16 and UTF-32 is needed.",
      "Set the sender to UNICODE UTF-8 or GB 18030-2000."),
  HL7_BYTES(
      "GW-HL7-006",
      "The bytes are not {charset}.",
      "The character set that MSH-18 names, or else THERAFED_HL7_CHARSET, is needed.",
      "Correct MSH-18 at the sender, or the setting, and send the message again."),
  HL7_STRUCTURE(
      "GW-HL7-007",
      "The message is not HL7 v2 at {place}.",
      "Segments and fields as its version states them are needed.",
      "Correct the message at its source and send it again."),
  HL7_VERSION(
      "GW-HL7-008",
      "MSH-12 names no version of HL7 v2.",
      "2.1 to 2.8.1 is needed.",
      "Correct MSH-12 at the sender."),
  HL7_TYPE(
      "GW-HL7-009",
      "Messages of type {type} are not taken.",
      "One of the types in docs/hl7.md is needed.",
      "Route only these to the gateway."),
  HL7_EVENT(
      "GW-HL7-010",
      "Messages of type {type} are not taken, though the same with other events are.",
      "One of the events in docs/hl7.md is needed.",
      "Route only these to the gateway."),
  HL7_CONTROL_ID(
      "GW-HL7-011",
      "MSH-10 is empty.",
      "A control id that is the message's own is needed.",
      "Correct it at the sender and send the message again."),
  HL7_SENDER(
      "GW-HL7-012",
      "The sender of MSH-3 and MSH-4 is not on the list.",
      "A sender of THERAFED_HL7_SENDERS is needed.",
      "Add the sender to the list, or stop it."),
  HL7_NO_PATIENT(
      "GW-HL7-013",
      "The message names no patient.",
      "PID-3 with an id of the hospital (type MR, PI, PT or none) is needed.",
      "Correct it at the sender and send the message again."),
  HL7_NO_ROOM(
      "GW-HL7-014",
      "The message could not be stored durably.",
      "Space and a working database are needed.",
      "Send again later."),
  HL7_PATIENTS(
      "GW-HL7-015",
      "The message is about {count} patients.",
      "One patient per message is needed.",
      "Split the message by patient."),
  HL7_PATIENT_ID(
      "GW-HL7-016",
      "The patient's id or its issuer is longer than {limit} bytes or holds a control character.",
      "An id that can be recorded is needed.",
      "Correct it at its source and send the message again."),
  HL7_NO_MERGED(
      "GW-HL7-017",
      "A merge does not say which patient is merged.",
      "MRG-1 is needed.",
      "Correct it at the sender and send the message again."),
  HL7_PARTS(
      "GW-HL7-018",
      "The message has more than {segments} segments or {parts} fields and components.",
      "Fewer are needed.",
      "Split the message at its source."),
  HL7_TRAINING(
      "GW-HL7-019",
      "MSH-11 says that the message is for training or debugging.",
      "P, for production, is needed for records that leave.",
      "Nothing, if it was a trial; retry it if it is a patient's record after all."),
  HL7_REPORT(
      "GW-HL7-020",
      "The message is a report; its text stays here.",
      "Nothing: texts never leave the hospital.",
      "Nothing."),
  HL7_UNMERGE(
      "GW-HL7-021",
      "The message takes a merge of patients back, or moves ids between them.",
      "Somebody who knows which records are whose is needed.",
      "Send the records anew under the ids that they belong to, and the wrong ones as"
          + " entered-in-error; this message is kept."),
  HL7_NOTHING(
      "GW-HL7-022",
      "Nothing of the message could be carried over; {count} parts could not, the first: {first}",
      "A part that the registry has a place for is needed.",
      "See docs/hl7.md; correct it and send it again, or retry it when modules or settings have"
          + " changed."),
  HL7_TAKE_BACK(
      "GW-HL7-023",
      "{place} takes a record back, which cannot be told from it: {first}",
      "The whole record, as it was sent first, is needed with the status that takes it back.",
      "Send it with all its fields; the record that was sent before stands until then."),
  TABLE_CHARSET(
      "GW-TABLE-001",
      "The text is not {charset}.",
      "UTF-8 or GB18030, named in Content-Type, is needed.",
      "Save the table as UTF-8 and send it again."),
  TABLE_COLUMN(
      "GW-TABLE-002",
      "The column {column} is missing.",
      "All required columns of {kind} are needed: {columns}.",
      "Add the column and send the table again."),
  TABLE_EMPTY(
      "GW-TABLE-003",
      "The field is empty.",
      "A value is needed.",
      "Fill the field and send the row again."),
  TABLE_VALUE("GW-TABLE-004", "{value}", "{rule}", "Correct the field and send the row again."),
  TABLE_ROWS(
      "GW-TABLE-005",
      "The table has more than {limit} data rows.",
      "Fewer are needed.",
      "Split the table, or raise THERAFED_TABLE_MAX_ROWS."),
  TABLE_WIDTH(
      "GW-TABLE-006",
      "The row has {fields} fields.",
      "{columns} are needed, as in the header.",
      "Correct the row's separators and quotes and send it again."),
  TABLE_KIND(
      "GW-TABLE-007",
      "There is no table kind of this name.",
      "One of {kinds} is needed.",
      "Correct the address."),
  TABLE_EMPTY_BODY(
      "GW-TABLE-008",
      "The body holds no header line.",
      "A CSV with a header line is needed.",
      "Send the table with its header."),
  TABLE_HEADER(
      "GW-TABLE-009",
      "The column {column} occurs twice in the header.",
      "Each column once is needed.",
      "Remove or rename one of the two and send the table again."),
  TABLE_LINES(
      "GW-TABLE-010",
      "The row runs over {lines} lines.",
      "A line for each row is needed; no field holds a line break.",
      "Look for a quotation mark that is not closed in the row, mend it and send its lines again."),
  TABLE_HELD(
      "GW-TABLE-011",
      "{value}",
      "{rule}",
      "If it is a slip of unit or key, correct the row and send it again; if it is true, retry"
          + " it."),
  TABLE_NOTED("GW-TABLE-012", "{value}", "{rule}", "Look whether it is true; the row goes on."),
  TABLE_DEATH_TWICE(
      "GW-TABLE-013",
      "The person's death is stated for another day {where}.",
      "One day of death is needed; the row that came last counts.",
      "Look which day is right; if the earlier one is, send it again with correction = true."),
  TABLE_UNKNOWN(
      "GW-TABLE-014",
      "Columns of the header that {kind} does not have, by their position: {unknown}.",
      "Columns of {kind} are needed ({columns}), and no other that the sender does not leave out.",
      "Correct the names, or name the columns that are to be left out in ?ignore=a,b; send the"
          + " table again."),
  TABLE_UNNAMED(
      "GW-TABLE-015",
      "Column {position} has no name in the header, and the row fills it.",
      "A name of a column of this kind is needed, or an empty field.",
      "Name the column or empty it and send the row again."),
  TABLE_WORKBOOK(
      "GW-TABLE-016",
      "The bytes are no workbook that can be read: {why}.",
      "An Excel workbook (.xlsx) without password is needed.",
      "Save the table as .xlsx or as CSV and send it again."),
  TABLE_WORKBOOK_SIZE(
      "GW-TABLE-017",
      "The workbook holds more than {limit} {what}.",
      "A smaller table is needed.",
      "Split the table, or raise THERAFED_TABLE_MAX_BODY."),
  TABLE_SHEET(
      "GW-TABLE-018",
      "Which of the {sheets} visible sheets of the workbook is meant is not clear.",
      "One visible sheet, or the name of one in ?sheet=, is needed.",
      "Name the sheet, or hide or delete the others; send the workbook again."),
  TABLE_HIDDEN(
      "GW-TABLE-019",
      "The row is hidden.",
      "A row that its sender sees is needed.",
      "Show the row (end the filter) or delete it, and send it again."),
  TABLE_HIDDEN_COLUMN(
      "GW-TABLE-020",
      "Column {position} is hidden.",
      "Columns that their sender sees are needed.",
      "Show or delete the column, or name it in ?ignore=a,b; send the table again."),
  TABLE_MERGED(
      "GW-TABLE-021",
      "Cells of the row are merged.",
      "A cell of its own for each value is needed.",
      "Split the cells, fill each, and send the row again."),
  TABLE_CELL("GW-TABLE-022", "{value}", "{rule}", "Correct the cell and send the row again."),
  TABLE_HEADER_LINE(
      "GW-TABLE-023",
      "The header cannot be used. {found}",
      "{needed}",
      "Correct the header and send the table again."),
  TABLE_MAPPING(
      "GW-TABLE-024",
      "There is no mapping of this name for tables of {kind}.",
      "One of {mappings} is needed.",
      "Correct ?mapping=, or put the mapping into the folder of THERAFED_TABLE_MAPPINGS_DIR and"
          + " start again."),
  TABLE_MAPPED_COLUMN(
      "GW-TABLE-025",
      "The column '{column}', which the mapping takes for {target}, occurs {times} times.",
      "Each column that the mapping names is needed once.",
      "Export the table with it, or correct the mapping; send the table again."),
  TABLE_UNMAPPED(
      "GW-TABLE-026",
      "Columns of the header that the mapping neither takes nor leaves out, by their position:"
          + " {unknown}.",
      "Every column is named in the mapping, under columns or ignore.",
      "Name the columns in the mapping, or in ?ignore=a,b; send the table again."),
  WATCH_LIST(
      "GW-WATCH-001",
      "The watch folder, or a folder in it, cannot be looked through ({exception}).",
      "A folder that the gateway's account may read and write is needed.",
      "Look at its owner, permissions and disk. It is looked at again."),
  WATCH_READ(
      "GW-WATCH-002",
      "{count} files cannot be read, or are locked.",
      "Files that the gateway's account may read, and that nobody holds, are needed.",
      "Look at their permissions and at the program that writes them. They are tried again."),
  WATCH_OTHER(
      "GW-WATCH-003",
      "{count} entries are links, folders, or files with another ending.",
      "Files that end in .csv, .txt or .xlsx are needed.",
      "Rename what is a table, and remove what is not."),
  WATCH_PLACE(
      "GW-WATCH-004",
      "{count} entries stand in the watch folder itself, or are folders that are named neither as a"
          + " kind of table nor as a mapping.",
      "Files are needed in folders with the name of a kind or of a mapping.",
      "Move the files, and rename the folders."),
  WATCH_MOVE(
      "GW-WATCH-005",
      "{count} files were taken and cannot be moved away.",
      "Folders that the gateway's account may write to are needed.",
      "Look at the permissions and the space of the folder. Their rows are durable; they are moved"
          + " when it is possible, and not taken again."),
  CONVERT_TYPE(
      "GW-CONVERT-001",
      "A record of type {type} fits no profile of the registry.",
      "A record that one of the profiles describes is needed.",
      "See docs/limitations.md for what is taken."),
  CONVERT_VALUE(
      "GW-CONVERT-002",
      "The record cannot be converted at {element}.",
      "A value as the profile describes is needed.",
      "Correct the element and send it again."),
  CONVERT_REFERENCE(
      "GW-CONVERT-003",
      "A reference at {element} cannot be resolved.",
      "Type/id or the fullUrl of an entry of the same Bundle is needed.",
      "Correct the reference and send it again."),
  CONVERT_DEATH_DAY(
      "GW-CONVERT-004",
      "The Patient is stated to be dead, without the day.",
      "Patient.deceasedDateTime with year, month and day is needed.",
      "Add the day of death and send the Patient again."),
  CONVERT_NEEDED(
      "GW-CONVERT-005",
      "The record refers to one of the same Bundle that is held or refused.",
      "That record is needed.",
      "Correct that record and send it; this one then goes on by itself. Or retry it to send it"
          + " without."),
  CONSENT(
      "GW-CONSENT-001",
      "No consent to registry research is in force for the patient.",
      "A dated, valid permission is needed whose period includes today and that nothing else"
          + " restricts.",
      "Send the consent; held records then go on by themselves."),
  CONSENT_OF_NOBODY(
      "GW-CONSENT-002",
      "It cannot be told whose Consent this is; it may be a withdrawal that stops nothing yet.",
      "A Consent with the patient's identifier, or with a known Patient's id, is needed.",
      "Look whose it is; send it again with that patient, or send the Patient it names."),
  DEID_ELEMENT(
      "GW-DEID-001",
      "The element {path} of {profile} cannot be de-identified.",
      "A value of the form that the profile states is needed.",
      "Correct the element at its source and send it again."),
  DEID_SUBJECT(
      "GW-DEID-002",
      "A reference at {path} points to another patient.",
      "Only the record's own patient may be named.",
      "Correct the reference and send it again."),
  DEID_PROFILE(
      "GW-DEID-003",
      "A record of type {type} claims no profile of the registry.",
      "Exactly one is needed.",
      "Report this to the gateway's operator."),
  DEID_KEY(
      "GW-DEID-004",
      "The key set in {folder} cannot be read.",
      "The key files this gateway wrote are needed.",
      "Restore them from the escrow copy. Never make new ones: pseudonyms would change."),
  DEID_LINKAGE(
      "GW-DEID-005",
      "The registry's linkage key cannot be used.",
      "A Tink public key set for hybrid encryption is needed.",
      "Ask the registry's operator."),
  DEID_AHEAD(
      "GW-DEID-006",
      "The date {path} of {profile} lies in the future.",
      "A day that has come is needed; only plans and permissions may lie ahead.",
      "Correct the date at its source and send the record again, or retry it once the day has"
          + " come."),
  MERGE_CONTRADICTS(
      "GW-MERGE-001",
      "The record merges two patients otherwise than an earlier one did.",
      "An id that was not retired, or was retired in favour of the same patient, is needed.",
      "Ask at the source which id stays; send the merge again with it. Nothing was changed."),
  MERGE_UNKNOWN(
      "GW-MERGE-002",
      "The record says that a patient is another one, who is not known here.",
      "An identifier of the other patient, or that Patient resource, is needed.",
      "Send the other Patient, then retry."),
  REMAP_REFUSED(
      "GW-REMAP-001",
      "The registry refuses a change of pseudonyms; nothing of the person passes it.",
      "A registry that takes changes of pseudonyms, with this site's public key, is needed.",
      "Compare versions and the registered key; the gateway tries again by itself."),
  KEYS_ENCRYPTION(
      "GW-KEYS-001",
      "The site's keys are wrapped by a key-encryption key that is not given, or by another one.",
      "The key-encryption key that they were wrapped with is needed.",
      "Set THERAFED_KEY_ENCRYPTION_KEY_FILE to it, or restore the keys from the escrow copy."),
  KEYS_PRESENT(
      "GW-KEYS-002",
      "There are other keys in the data folder than the ones to be taken.",
      "One set of keys is needed: with another one every pseudonym would change.",
      "Restore into a data folder without keys, or remove THERAFED_ESCROW_RESTORE_FILE."),
  KEYS_ESCROW(
      "GW-KEYS-003",
      "The escrow file cannot be opened.",
      "An escrow file of a gateway and its passphrase are needed.",
      "Compare THERAFED_ESCROW_RESTORE_FILE and THERAFED_ESCROW_PASSPHRASE_FILE."),
  KEYS_NO_PASSPHRASE(
      "GW-KEYS-004",
      "There is no passphrase for the escrow file.",
      "A passphrase of 16 characters or more is needed.",
      "Set THERAFED_ESCROW_PASSPHRASE_FILE and start the gateway again."),
  KEYS_OTHER(
      "GW-KEYS-005",
      "The keys in the data folder are not those that the records in the database were keyed with.",
      "Those keys are needed: with others every pseudonym would change.",
      "Restore them from the escrow copy, or from a back-up of the data folder's keys/."),
  VALIDATE(
      "GW-VALIDATE-001",
      "Findings against the registry's profiles: {count}; the first: {first}",
      "A record without errors is needed.",
      "Correct the record at its source and send it again, or retry it here."),
  VALIDATE_DOUBTED(
      "GW-VALIDATE-002",
      "Values that are hardly possible: {count}; the first: {first}",
      "A value within the rule is needed, or somebody who knows that it is true.",
      "If it is a slip of unit or key, correct the record and send it again; if it is true, retry"
          + " it."),
  FORWARD_REFUSED(
      "GW-FORWARD-001",
      "The registry refused the transfer with status {status}: {first}",
      "A transfer that the registry takes is needed.",
      "Correct the record as the reason says and send it again."),
  FORWARD_UNREACHABLE(
      "GW-FORWARD-002",
      "The registry cannot be reached.",
      "A running registry is needed.",
      "Nothing; the gateway tries again by itself."),
  FORWARD_NOT_AUTHORISED(
      "GW-FORWARD-003",
      "The registry does not accept this site's credentials.",
      "A registered public key is needed.",
      "Give the registry's operator what /ops/identity shows."),
  FORWARD_BUSY(
      "GW-FORWARD-004",
      "The registry answered with status {status}.",
      "A registry that works is needed.",
      "Nothing; the gateway tries again by itself."),
  FORWARD_CONFLICT(
      "GW-FORWARD-005",
      "The transfer number was used before for other content.",
      "A fresh number is needed.",
      "Nothing; the gateway numbers the transfer anew."),
  FORWARD_ANSWER(
      "GW-FORWARD-006",
      "The answer is not one of a registry, or does not confirm every record.",
      "A registry at THERAFED_REGISTRY_URL, with nothing in between that answers for it, is"
          + " needed.",
      "Look at address and proxy; the gateway tries again by itself."),
  FORWARD_UNCONFIRMED(
      "GW-FORWARD-007",
      "Consent was withdrawn after the transfer was sent, and the registry has not said whether it"
          + " stored it.",
      "The registry's answer about the number of the transfer is needed.",
      "Nothing; the gateway asks again by itself, and sends nothing."),
  FORWARD_NO_TOKEN(
      "GW-FORWARD-008",
      "The registry gave no access token (status {status}).",
      "A registry with a token endpoint at THERAFED_REGISTRY_URL that knows this site's key is"
          + " needed.",
      "Nothing; each request is signed by itself meanwhile. If it lasts, compare the address with"
          + " the registry's THERAFED_PUBLIC_URL."),
  SIGNING_KEY(
      "GW-SIGN-001",
      "The registry did not take a step of the change of this site's signing key (status {status}).",
      "A reachable registry that knows the key in use and takes changes of keys is needed.",
      "Send POST /ops/identity/rotation again, which goes on where it stopped; or give the"
          + " registry's operator what /ops/identity shows.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  GatewayCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}

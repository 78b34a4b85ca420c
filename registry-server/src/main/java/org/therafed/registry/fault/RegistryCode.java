package org.therafed.registry.fault;

import java.util.Arrays;
import java.util.Optional;
import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** What the registry refuses, with the HTTP status it answers. Documented in docs/errors.md. */
public enum RegistryCode implements FaultCode {
  TOKEN_MISSING(
      401,
      "RG-ACCESS-001",
      "No usable credential was sent.",
      "A site's signed token or a person's log-in is needed.",
      "Send Authorization: Bearer with a token signed by the registered key, or log in."),
  TOKEN_INVALID(
      401,
      "RG-ACCESS-002",
      "The site token is not acceptable: {reason}.",
      "An access token of POST /token that is in force is needed, or an ES256 token with iss = sub ="
          + " site, aud therafed-registry, at most 300 s of validity and a fresh jti.",
      "Check the site's key, clock and registration."),
  FORBIDDEN(
      403,
      "RG-ACCESS-003",
      "This credential may not use this route.",
      "A credential with the route's role is needed.",
      "Ask the registry administrator."),
  PASSWORD_WRONG(
      401,
      "RG-ACCESS-004",
      "The name or the password is not right.",
      "A local account and its password are needed.",
      "Correct them; the administrator's first password was printed at the first start."),
  SCOPE_TOO_NARROW(
      403,
      "RG-ACCESS-005",
      "The access token is not for this.",
      "A scope that covers the request is needed: system/*.cud to send, system/*.rs to read.",
      "Ask POST /token for a token with that scope."),
  OTHER_PAGE(
      403,
      "RG-ACCESS-006",
      "The form was not sent from a page of this registry.",
      "A request that the browser marks as the page's own is needed (Sec-Fetch-Site: same-origin).",
      "Open the page anew and press the button there; programs use the routes below /admin."),
  TOKEN_REQUEST(
      400,
      "RG-TOKEN-001",
      "The request for a token cannot be read: {reason}.",
      "A form with grant_type, client_assertion_type, client_assertion and scope, each once, is"
          + " needed.",
      "Send what SMART Backend Services describes."),
  TOKEN_GRANT(
      400,
      "RG-TOKEN-002",
      "The grant_type is not client_credentials.",
      "This endpoint gives tokens to registered sites only.",
      "Send grant_type=client_credentials."),
  TOKEN_SCOPE(
      400,
      "RG-TOKEN-003",
      "The scope is missing, or nothing in it can be given to a site.",
      "Scopes such as system/*.cruds or system/Patient.rs, separated by spaces, are needed.",
      "Correct the field scope."),
  CLIENT_ASSERTION(
      401,
      "RG-TOKEN-004",
      "The client assertion is not acceptable: {reason}.",
      "A JWT signed ES384, RS384 or ES256 is needed, with a kid, iss = sub = site, aud this endpoint"
          + " alone, exp at most 300 s ahead and a fresh jti.",
      "Check address, clock and key of the site."),
  CLIENT_UNKNOWN(
      401,
      "RG-TOKEN-005",
      "The client could not be authenticated.",
      "An assertion that a live site signed with a registered key and that was not used before is"
          + " needed.",
      "Compare the registered keys, or tell the registry's operator the instance."),
  TOKEN_LIMIT(
      429,
      "RG-TOKEN-006",
      "Too many requests for tokens of this client were refused in a row.",
      "A minute's wait is needed.",
      "Correct what was refused, then ask again."),
  TOKEN_ADDRESS(
      404,
      "RG-TOKEN-007",
      "This registry gives no access tokens: it does not know its own address.",
      "THERAFED_PUBLIC_URL of the registry is needed where it does not listen on loopback.",
      "Sign each request, or ask the registry's operator to set it."),
  OTHER_SITE(
      403,
      "RG-INGEST-001",
      "Entry {entry} names a record of another site.",
      "A site writes only its own records.",
      "Send the record from the site that owns it."),
  OTHER_SENDER(
      403,
      "RG-INGEST-002",
      "The transfer names another site than the token.",
      "Both must be the sender.",
      "Build the transfer with the sender's own site id."),
  SEQUENCE_REUSED(
      409,
      "RG-INGEST-003",
      "Sequence {sequence} was used before with other content.",
      "Each transfer of a site needs a number of its own.",
      "Send the original bytes again or take the next number."),
  INVALID(
      422,
      "RG-INGEST-004",
      "The transfer has {findings} finding(s).",
      "Every record must be valid by its profile.",
      "Read the findings, mend the records at the site and send again."),
  UNREADABLE(
      400,
      "RG-INGEST-005",
      "The body is not a transfer: {reason}.",
      "A FHIR transaction Bundle as JSON is needed.",
      "Send what TransferBundle builds."),
  LINKAGE_TOKEN(
      422,
      "RG-INGEST-006",
      "The linkage token of entry {entry} cannot be opened.",
      "A token of the current format, encrypted to this registry's current key, is needed.",
      "Fetch GET /federation and convert the patient again."),
  BUSY(
      429,
      "RG-INGEST-007",
      "As many transfers are under way as this registry takes at once.",
      "A moment's wait is needed; nothing was stored.",
      "Send the same transfer again after Retry-After."),
  NOT_STORABLE(
      422,
      "RG-INGEST-008",
      "The database refuses a record of the transfer (SQL state {state}).",
      "Records that its rules allow are needed; nothing was stored, and a repeat changes nothing.",
      "Mend the records at the site, or tell the registry's operator the instance."),
  MODULE_OUTSIDE(
      422,
      "RG-INGEST-009",
      "Entry {entry} is of a therapy module that is not open at this site.",
      "A module of the site's capability profile is needed, once the site is accredited.",
      "Add the module to the profile at POST /onboarding/profile, then send the same bytes again."),
  QUOTA(
      429,
      "RG-INGEST-010",
      "This site has sent its share: the next transfer is taken in {seconds} s.",
      "A pause is needed: THERAFED_SITE_TRANSFERS_A_MINUTE limits each site.",
      "Send the same bytes again after the time of Retry-After."),
  REMAP_UNACCEPTABLE(
      422,
      "RG-REMAP-001",
      "The message that renames pseudonyms is not acceptable: {reason}.",
      "A message of the sender's gateway, signed with the key registered for the site, is needed.",
      "Compare the gateway's key with the registered one, and the versions of both."),
  REMAP_RETIRED(
      422,
      "RG-REMAP-002",
      "A pseudonym is no more: its patient has another one.",
      "The patient's present pseudonym is needed.",
      "Convert the record again at the gateway."),
  REMAP_OTHER_SITE(
      403,
      "RG-REMAP-003",
      "A pseudonym is of another site.",
      "A site renames only its own patients.",
      "Send the message from the site that owns it."),
  RETRACTION_UNACCEPTABLE(
      422,
      "RG-RETRACT-001",
      "The message that takes back a patient's records is not acceptable: {reason}.",
      "A message of the sender's gateway, signed with the key registered for the site, is needed.",
      "Compare the gateway's key with the registered one, and the versions of both."),
  RETRACTED(
      422,
      "RG-RETRACT-002",
      "The records' patient was taken back by a later message of the site.",
      "Records that are sent after the patient consents again are needed.",
      "Look at the patient's consent at the gateway."),
  RETRACTION_OTHER_SITE(
      403,
      "RG-RETRACT-003",
      "A pseudonym is of another site.",
      "A site takes back only its own patients' records.",
      "Send the message from the site that owns it."),
  STORE_UNAVAILABLE(
      503,
      "RG-STORE-001",
      "The database cannot be used at the moment.",
      "A reachable database is needed; nothing was stored.",
      "Send the same request again after Retry-After."),
  NOT_FOUND(
      404,
      "RG-READ-001",
      "No such record that this credential may read.",
      "An existing Type/id is needed, of the asking site or within a row-level grant.",
      "Check the reference."),
  SEARCH_PARAMETER(
      400,
      "RG-SEARCH-001",
      "Parameter {position} of the query is none that this route takes.",
      "One of these is needed: {choices}.",
      "Correct it, or send Prefer: handling=lenient to have it ignored."),
  SEARCH_VALUE(
      400,
      "RG-SEARCH-002",
      "The value of {parameter} cannot be used: {reason}.",
      "A value of the form that FHIR R4 search gives this parameter is needed.",
      "Correct the parameter."),
  SEARCH_COSTLY(
      422,
      "RG-SEARCH-003",
      "The page would include more than {most} further records.",
      "A smaller page is needed; nothing is left out silently.",
      "Ask with a smaller _count, or search the further records by themselves."),
  GRANT_NONE(
      403,
      "RG-GRANT-001",
      "This account holds no row-level grant that gives anything today.",
      "A grant in force that a site approved is needed.",
      "See GET /api/grants, or ask the registry administrator."),
  GRANT_INVALID(
      400,
      "RG-GRANT-002",
      "The grant cannot be proposed: {reason}.",
      "holder, purpose, sites, types, modules, startsOn and endsOn are needed.",
      "Correct the request."),
  GRANT_UNKNOWN(
      404,
      "RG-GRANT-003",
      "There is no such grant to act on.",
      "The id of a grant that has not ended and, for a site, names it is needed.",
      "Read the list again."),
  EXPORT_REQUEST(
      400,
      "RG-EXPORT-001",
      "The export cannot be started: {reason}.",
      "A request as FHIR Bulk Data 2.0 describes it is needed.",
      "Correct the request."),
  EXPORT_UNKNOWN(
      404,
      "RG-EXPORT-002",
      "There is no such export or file of this account.",
      "The address that the start of an export gave is needed, within 24 hours.",
      "Start the export anew."),
  EXPORT_LIMIT(
      429,
      "RG-EXPORT-003",
      "This account has as many exports as it may have at once.",
      "The end of one is needed: by DELETE, or 24 hours after its start.",
      "Delete one and ask again."),
  EXPORT_OUTDATED(
      410,
      "RG-EXPORT-004",
      "What this export may hold has changed since it was started.",
      "An export under what is granted now is needed.",
      "Delete it and start anew."),
  PACKAGE_UNKNOWN(
      404,
      "RG-PACKAGE-001",
      "No package of this name.",
      "A name of GET /federation/packages is needed.",
      "Read the list again."),
  TABLE_UNUSABLE(
      400,
      "RG-TABLE-001",
      "The table cannot be taken: {reason}.",
      "A name, the kind tariff or utility, and CSV or YAML in UTF-8 as docs/tables.md describes are needed.",
      "Correct the request."),
  TABLE_ROWS(
      422,
      "RG-TABLE-002",
      "The table has {problems} problem(s).",
      "Every row must be right; problems lists them by line.",
      "Mend the rows and send the table again."),
  TABLE_UNKNOWN(
      404,
      "RG-TABLE-003",
      "There is no such table.",
      "The name and version of a table of GET /api/tables is needed.",
      "Read the list again."),
  TABLE_UNSIGNABLE(
      409,
      "RG-TABLE-004",
      "The table cannot be signed: {reason}.",
      "A version after all signed ones is needed, with a day that is neither past nor before theirs.",
      "Choose another day, or upload a later version."),
  MODULE_UNKNOWN(
      404,
      "RG-MODULE-001",
      "No therapy module of this id.",
      "An id of GET /modules is needed.",
      "Read the list again."),
  UNKNOWN_QUESTION(
      400,
      "RG-QUESTION-001",
      "The value of {parameter} is none that this question takes.",
      "One of these is needed: {choices}.",
      "Correct the parameter."),
  QUESTION_EMPTY(
      400,
      "RG-QUESTION-002",
      "This module has no endpoint for this question.",
      "A module with such an endpoint is needed, or another question.",
      "See the module's endpoints at GET /modules."),
  QUESTION_BUDGET(
      403,
      "RG-QUESTION-003",
      "This account has asked {budget} different questions of this data cut, which is its budget.",
      "Questions asked before, or another data cut, are needed.",
      "Ask the administrator for a larger budget, or wait for the next data cut."),
  RUN_UNKNOWN(
      404,
      "RG-RUN-001",
      "There is no such question of this account in the background.",
      "The address that its start gave is needed, within 24 hours.",
      "Ask the question anew; what was summed of it is kept."),
  RUN_LIMIT(
      429,
      "RG-RUN-002",
      "This account has as many questions in the background as it may have at once.",
      "The end of one is needed.",
      "Wait for one, or cancel it by DELETE, and ask again."),
  QUESTION_FORM(
      400,
      "RG-QUESTION-004",
      "The question cannot be used at {path}: {reason}.",
      "A question as GET /schemas/question-1.json describes it is needed.",
      "Correct it at that place."),
  PROJECT_INVALID(
      400,
      "RG-PROJECT-001",
      "The project cannot be as asked: {reason}.",
      "organisation, purpose, modules, questions and endsOn are needed, and a grant no wider than its request.",
      "Correct the request."),
  PROJECT_UNKNOWN(
      404,
      "RG-PROJECT-002",
      "There is no such project to act on.",
      "The id of a project that waits for its review, or to end one, of a granted one, is needed.",
      "Read the list again."),
  PROJECT_NONE(
      403,
      "RG-PROJECT-003",
      "No project of this account that is in force today covers {question} of {module}.",
      "A granted project is needed whose modules, questions and days cover what is asked.",
      "See GET /api/projects, or ask for a project at POST /api/projects."),
  CUT_UNKNOWN(
      404,
      "RG-CUT-001",
      "There is no data cut of this name.",
      "A name of GET /api/cuts is needed.",
      "Read the list again, or leave out the parameter cut for the newest."),
  CUT_TOO_SOON(
      409,
      "RG-CUT-002",
      "The newest data cut is less than 30 days old.",
      "30 days between two cuts are needed: which cut a record is in tells when it arrived.",
      "Freeze one later; one is frozen at each end of a quarter anyway."),
  FEDERATED_ANSWER(
      422,
      "RG-FEDERATED-001",
      "The answer cannot be taken: {reason}.",
      "An answer as SiteAnswer writes it, signed by the site's registered key, is needed.",
      "Compare the versions of gateway and registry, and the site's key."),
  FEDERATED_STEP(
      409,
      "RG-FEDERATED-002",
      "The question is over, does not ask this site, or is at another step.",
      "An answer to what GET /federation/questions asks now is needed.",
      "Ask again what is asked."),
  FEDERATED_UNKNOWN(
      404,
      "RG-FEDERATED-003",
      "There is no question to sites of this id.",
      "An id that POST /api/federated-questions gave to this account is needed.",
      "Correct the id."),
  FEDERATED_KIND(
      400,
      "RG-FEDERATED-004",
      "Sites do not answer this kind of question with sums.",
      "One arm, and the kind response, survival, slope or toxicity, are needed.",
      "Ask for each arm by itself, or ask POST /api/questions."),
  ANSWER_UNKNOWN(
      404,
      "RG-ANSWER-001",
      "There is no answer of this id.",
      "The id of an answer that was given is needed.",
      "Check the id, or ask the question again."),
  SITE_INVALID(
      400,
      "RG-SITE-001",
      "The site cannot be registered: {reason}.",
      "Id and name are needed, beside the public keys.",
      "Copy the answer of the gateway's GET /ops/identity."),
  SITE_EXISTS(
      409,
      "RG-SITE-002",
      "A site of this id is registered with other keys.",
      "A site is registered once; its keys are changed afterwards.",
      "Choose another id, or add the key to those of the registered site."),
  SITE_UNKNOWN(
      404,
      "RG-SITE-003",
      "No site of this id is registered.",
      "An id of GET /admin/sites is needed.",
      "Read the list again."),
  KEY_INVALID(
      400,
      "RG-SITE-004",
      "The keys cannot be registered: {reason}.",
      "One to eight public keys are needed, EC P-256 or P-384 or RSA, as jwk or jwks.",
      "Copy what the gateway shows at GET /ops/identity."),
  KEY_CONFLICT(
      409,
      "RG-SITE-005",
      "The site's keys cannot be changed so: {reason}.",
      "A site has one to eight keys, each with a kid of its own.",
      "Read the site's keys, and change them one after the other."),
  KEY_UNKNOWN(
      404,
      "RG-SITE-006",
      "The site has no key of this kid.",
      "A kid of the site's keys is needed.",
      "Read the site's keys again."),
  SITE_NOT_LIVE(
      403,
      "RG-SITE-007",
      "The site is not live yet; nothing was stored.",
      "A live site is needed to send or read records.",
      "Do the next step that GET /onboarding names; records wait at the gateway meanwhile."),
  STEP_NOT_NOW(
      409,
      "RG-SITE-008",
      "A site that is {state} does not take the step \"{step}\".",
      "A site that is {from} is needed.",
      "Do the next step that GET /onboarding, or the page of sites, names."),
  INVITATION_INVALID(
      400,
      "RG-SITE-009",
      "The invitation cannot be made: {reason}.",
      "A site id that is not registered yet, a name and 1 to 90 days are needed.",
      "Correct the request."),
  INVITATION_REFUSED(
      403,
      "RG-SITE-010",
      "The invitation cannot be used.",
      "The site id and code of an invitation are needed that has not ended, was not withdrawn and"
          + " was not used for other keys.",
      "Compare the gateway's THERAFED_SITE_ID and the code with what the administrator said, or ask"
          + " for another invitation."),
  INVITATION_UNKNOWN(
      404,
      "RG-SITE-011",
      "There is no invitation of this site that could still be used.",
      "A site of GET /admin/invitations is needed.",
      "Read the list again."),
  PROFILE_INVALID(
      400,
      "RG-SITE-012",
      "The capability profile cannot be taken: {reason}.",
      "Channels, modules, zone and contact role as docs/onboarding.md lists them are needed.",
      "Correct the request."),
  MODULE_NOT_OPEN(
      404,
      "RG-SITE-013",
      "This module is not open at this site.",
      "A module of the site's capability profile is needed.",
      "Read the site's state again."),
  CERTIFICATE_UNUSABLE(
      400,
      "RG-SITE-014",
      "The TLS certificate cannot be registered: {reason}.",
      "One X.509 certificate in PEM that is valid now, and at most four of a site, are needed.",
      "Correct the request, or remove one that is no longer used."),
  ACCOUNT_INVALID(
      400,
      "RG-ACCOUNT-001",
      "The account cannot be as asked: {reason}.",
      "A name, a role and a password by the rules of the registry's README are needed.",
      "Correct the request."),
  ACCOUNT_UNKNOWN(
      404,
      "RG-ACCOUNT-002",
      "There is no account of this name.",
      "A name of GET /admin/accounts is needed.",
      "Read the list again."),
  REQUEST_UNREADABLE(
      400,
      "RG-HTTP-001",
      "The request's body or a parameter cannot be read.",
      "The form that the route's documentation states is needed.",
      "Correct the request."),
  NO_SUCH_ROUTE(
      404,
      "RG-HTTP-002",
      "There is nothing at this address.",
      "One of the routes in the registry's README is needed.",
      "Correct the address."),
  METHOD_NOT_ALLOWED(
      405,
      "RG-HTTP-003",
      "This route does not know the method.",
      "A method that the route's documentation states is needed.",
      "Correct the method."),
  NOT_ACCEPTABLE(
      406,
      "RG-HTTP-004",
      "No answer can be given in a media type that the request accepts.",
      "Accept the route's media type.",
      "Correct or leave out the header Accept."),
  TOO_LARGE(
      413,
      "RG-HTTP-005",
      "The body is larger than this registry takes.",
      "A body within the registry's limit is needed: 16 MiB unless configured otherwise.",
      "Send smaller transfers."),
  MEDIA_TYPE(
      415,
      "RG-HTTP-006",
      "The body's media type is not one of this route.",
      "Content-Type application/fhir+json below /fhir, application/json elsewhere, is needed.",
      "Correct the header Content-Type."),
  UNEXPECTED(
      500,
      "RG-SERVER-001",
      "The registry failed inside.",
      "Nothing is needed from the sender.",
      "Send again later; the operator finds the instance in the log.");

  private final int status;
  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  RegistryCode(int status, String code, String found, String needed, String remedy) {
    this.status = status;
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  /**
   * The code of a refusal by the HTTP layer itself, before any route saw the request.
   *
   * @return empty for a status that only routes give
   */
  static Optional<RegistryCode> ofTransport(int status) {
    return Arrays.stream(values())
        .filter(code -> code.code().startsWith("RG-HTTP-") && code.status == status)
        .findFirst();
  }

  public int status() {
    return status;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}

package org.therafed.gateway.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.form.FormReader;
import org.therafed.gateway.convert.form.FormReading;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.intake.IndexedText;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.form.FormIntake;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.module.TherapyModule;

/**
 * Data entry by the Questionnaire of a therapy module. An answer that is wrong is told at its field
 * and nothing is taken; a form that is right is durable, as an arrival, before it is said so.
 */
@Path("/console/form")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class FormResource {

  private final Visit visit;
  private final KnownModules modules;
  private final FormReader reader;
  private final FormIntake intake;
  private final Site site;
  private final ProblemPage problems;

  @Inject
  FormResource(
      Visit visit,
      KnownModules modules,
      FormReader reader,
      FormIntake intake,
      Site site,
      ProblemPage problems) {
    this.visit = visit;
    this.modules = modules;
    this.reader = reader;
    this.intake = intake;
    this.site = site;
    this.problems = problems;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance forms(Frame frame, List<FormView.Choice> choices);

    static native TemplateInstance form(Frame frame, FormView view);

    static native TemplateInstance instance(FormView.Instance instance, int next);
  }

  @GET
  public Response forms() {
    List<FormView.Choice> choices =
        modules.current().all().stream()
            .map(
                module ->
                    new FormView.Choice(module.id(), module.title().in(visit.language().locale())))
            .sorted(Comparator.comparing(FormView.Choice::title))
            .toList();
    return visit.page(Templates.forms(visit.frame("/console/form"), choices));
  }

  @GET
  @Path("{module}")
  public Response empty(@PathParam("module") String id) {
    return problems.or(
        () -> {
          TherapyModule module = module(id);
          return page(module, FormFields.empty(module, visit), "", "", null, 0, false, null, 200);
        });
  }

  /** One more of a group that repeats, for htmx. */
  @GET
  @Path("{module}/group/{group}")
  public Response more(
      @PathParam("module") String id,
      @PathParam("group") String group,
      @QueryParam("n") @DefaultValue("2") int number) {
    return problems.or(
        () -> {
          int bounded = Math.max(1, Math.min(number, FormFields.MOST_INSTANCES));
          FormView.Instance instance =
              FormFields.empty(module(id), visit)
                  .more(group, bounded)
                  .orElseThrow(ConsoleCode.NO_PAGE::with);
          return visit.page(Templates.instance(instance, bounded + 1));
        });
  }

  @POST
  @Path("{module}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response take(@PathParam("module") String id, MultivaluedMap<String, String> given) {
    return problems.or(() -> taken(module(id), given));
  }

  private Response taken(TherapyModule module, MultivaluedMap<String, String> given) {
    String patient = Optional.ofNullable(given.getFirst("patient")).orElse("").strip();
    String issuer = Optional.ofNullable(given.getFirst("issuer")).orElse("").strip();
    FormFields fields = FormFields.of(module, given, List.of(), visit);
    Optional<PatientKey> person = person(patient, issuer);
    ObjectNode response = fields.response(site.today().toString());
    FormReading reading =
        reader.read(response, person.orElseGet(() -> new PatientKey(site.patientIssuer(), "-")));
    String patientProblem =
        person.isPresent()
            ? null
            : visit.text(
                new org.therafed.profiles.outcome.Phrase(
                    "The hospital's id of the patient is needed.", "必须填写医院的患者编号。"));
    boolean nothing = reading.rows().isEmpty() && reading.problems().isEmpty();
    int wrong = reading.problems().size() + (person.isPresent() ? 0 : 1);
    if (wrong > 0 || nothing) {
      FormFields told = FormFields.of(module, given, reading.problems(), visit);
      return page(module, told, patient, issuer, patientProblem, wrong, nothing, null, 422);
    }
    identify(response, person.get());
    Recorded recorded = intake.take(response.toString(), person.get());
    return page(
        module,
        FormFields.empty(module, visit),
        patient,
        issuer,
        null,
        0,
        false,
        recorded.id().toString(),
        200);
  }

  private static void identify(ObjectNode response, PatientKey person) {
    response
        .putObject("subject")
        .putObject("identifier")
        .put("system", person.issuer())
        .put("value", person.id());
  }

  private Optional<PatientKey> person(String patient, String issuer) {
    return Stream.of(patient)
        .filter(id -> !id.isEmpty() && id.chars().noneMatch(Character::isISOControl))
        .map(id -> new PatientKey(issuer.isEmpty() ? site.patientIssuer() : issuer, id))
        .filter(key -> key.id().length() <= 256 && IndexedText.fits(key))
        .findFirst();
  }

  private Response page(
      TherapyModule module,
      FormFields fields,
      String patient,
      String issuer,
      String patientProblem,
      int wrong,
      boolean nothing,
      String taken,
      int status) {
    return visit.page(
        Templates.form(
            visit.frame("/console/form/" + module.id()),
            new FormView(
                module.id(),
                module.title().in(visit.language().locale()),
                patient,
                issuer,
                patientProblem,
                fields.groups(),
                wrong,
                nothing,
                taken)),
        status);
  }

  private TherapyModule module(String id) {
    return modules.current().find(id).orElseThrow(ConsoleCode.NO_PAGE::with);
  }

  /**
   * The form of a patient who is known already.
   *
   * @param course the hospital's number of the course; empty: not known
   */
  static TemplateInstance prefilled(
      Frame frame,
      TherapyModule module,
      PatientKey patient,
      String issuer,
      String course,
      Visit visit) {
    MultivaluedMap<String, String> known = new MultivaluedHashMap<>();
    known.putSingle(".1.course-id", course);
    return Templates.form(
        frame,
        new FormView(
            module.id(),
            module.title().in(visit.language().locale()),
            patient.id(),
            issuer,
            null,
            FormFields.of(module, known, List.of(), visit).groups(),
            0,
            false,
            null));
  }
}

package org.therafed.gateway.console;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.module.TherapyModule;

/** The form of a module for an arrival's patient; it is sent to {@link FormResource}. */
@Path("/console/arrivals/{id}/form/{module}")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class PrefilledFormResource {

  private final Visit visit;
  private final CoursePages pages;
  private final KnownModules modules;
  private final KnownCourses courses;
  private final Site site;
  private final ProblemPage problems;

  @Inject
  PrefilledFormResource(
      Visit visit,
      CoursePages pages,
      KnownModules modules,
      KnownCourses courses,
      Site site,
      ProblemPage problems) {
    this.visit = visit;
    this.pages = pages;
    this.modules = modules;
    this.courses = courses;
    this.site = site;
    this.problems = problems;
  }

  @GET
  public Response form(@PathParam("id") String id, @PathParam("module") String moduleId) {
    return problems.or(
        () -> {
          UUID uuid = Visit.uuid(id);
          TherapyModule module =
              modules.current().find(moduleId).orElseThrow(ConsoleCode.NO_PAGE::with);
          PatientKey patient = pages.person(uuid).key();
          return visit.page(
              FormResource.prefilled(
                  visit.frame("/console/arrivals/" + uuid + "/form/" + module.id()),
                  module,
                  patient,
                  patient.issuer().equals(site.patientIssuer()) ? "" : patient.issuer(),
                  courses.number(uuid, module.id()).orElse(""),
                  visit));
        });
  }
}

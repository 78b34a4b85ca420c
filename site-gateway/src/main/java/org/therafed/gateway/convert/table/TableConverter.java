package org.therafed.gateway.convert.table;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.module.ModuleVersions;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.module.ModuleCatalog;

/** Turns a checked row into resources that claim the registry's profiles. */
@Singleton
public class TableConverter {

  private final Site site;
  private final ModuleVersions versions;
  private final Supplier<ModuleCatalog> modules;

  @Inject
  TableConverter(Site site, ModuleVersions versions, KnownModules modules) {
    this(site, versions, modules::current);
  }

  /**
   * A converter.
   *
   * @param modules the therapy modules that are known; asked at each row
   */
  public TableConverter(Site site, ModuleVersions versions, Supplier<ModuleCatalog> modules) {
    this.site = site;
    this.versions = versions;
    this.modules = modules;
  }

  /** The resources of one row; ids and references are business keys. */
  public List<Resource> convert(TableRow row) {
    return convert(row, new PatientKey(site.patientIssuer(), row.text("mrn")));
  }

  /**
   * The resources of a row that came another way.
   *
   * @param person whose it is, with the issuer that the sender named
   */
  public List<Resource> convert(TableRow row, PatientKey person) {
    RowContext context =
        new RowContext(row, person, LocalIds.patient(person), site.zone(), versions, modules.get());
    return switch (row.kind()) {
      case PATIENTS -> PersonRows.patient(context);
      case CONSENTS -> PersonRows.consent(context);
      case VITAL_STATUS -> PersonRows.vitalStatus(context);
      case INDICATIONS -> CourseRows.indication(context);
      case COURSES -> CourseRows.course(context);
      case CYCLES -> ProcedureRows.cycle(context);
      case PROCEDURES -> ProcedureRows.procedure(context);
      case CELL_PRODUCTS -> CellRows.product(context);
      case COMPANION -> CompanionRows.companion(context);
      case LESIONS -> ImageRows.lesion(context);
      case MEASUREMENTS -> ImageRows.measurement(context);
      case ABSORBED_DOSES -> ImageRows.absorbedDose(context);
      case ADMINISTRATIONS -> AdministrationRows.administration(context);
      case LABS -> FindingRows.lab(context);
      case RESPONSES -> FindingRows.response(context);
      case ADVERSE_EVENTS -> AdverseEventRows.adverseEvent(context);
      case CHARGES -> FindingRows.charge(context);
    };
  }
}

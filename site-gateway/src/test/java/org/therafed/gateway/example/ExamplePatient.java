package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.LocalIds;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.convert.table.TableConverter;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.intake.table.CheckedTable;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableRow;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.coherence.Finding;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.FactProjection;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.RecordValidator;

/** The tables of one example, taken through the gateway's stages to facts. */
final class ExamplePatient {

  private static final ProfileTable TABLE = ProfileTable.standard();

  private static final Definitions DEFINITIONS = Publication.definitions();

  /** What both applications judge by; compiled once for the modules that are known. */
  private static final Map<ModuleCatalog, RecordValidator> VALIDATORS = new ConcurrentHashMap<>();

  private final Path tables;
  private final Site site;
  private final Deidentifier deidentifier;
  private final ModuleCatalog modules;
  private final RecordValidator validator;
  private final FactProjection projection;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, ObjectNode> left = new LinkedHashMap<>();
  private final Set<Profile> records = EnumSet.noneOf(Profile.class);

  private ExamplePatient(Path tables, Path keys, ModuleCatalog modules) {
    this.tables = tables;
    this.modules = modules;
    this.validator = VALIDATORS.computeIfAbsent(modules, ExamplePatient::validator);
    this.projection = new FactProjection(TABLE, modules);
    this.site = ExampleSite.of(keys);
    this.deidentifier = ExampleSite.deidentifier(site, keys);
  }

  private static RecordValidator validator(ModuleCatalog modules) {
    return new RecordValidator(
        DEFINITIONS, Clock.fixed(ExampleSite.NOW, ZoneOffset.UTC), () -> modules);
  }

  /**
   * Takes an example through intake, conversion, validation, de-identification, validation and
   * projection.
   *
   * @param tables folder of the example
   * @param keys an empty folder
   */
  static ExamplePatient of(Path tables, Path keys) {
    return of(tables, keys, ModuleCatalog.standard());
  }

  /** As {@link #of(Path, Path)}, with the therapy modules that are known. */
  static ExamplePatient of(Path tables, Path keys, ModuleCatalog modules) {
    ExamplePatient patient = new ExamplePatient(tables, keys, modules);
    for (TableKind kind : TableKind.values()) {
      Path table = tables.resolve(kind.code() + ".csv");
      if (Files.exists(table)) {
        patient.take(kind, table);
      }
    }
    return patient;
  }

  private void take(TableKind kind, Path table) {
    CheckedTable read =
        CheckedTable.read(kind, bytes(table), ExampleSite.NOW, ExampleSite.ZONE, modules);
    assertThat(read.findings()).as(tables + " " + kind.code()).isEmpty();
    TableConverter converter =
        new TableConverter(
            site,
            (course, module) -> modules.find(module).orElseThrow().canonical(),
            () -> modules);
    for (TableRow row : read.rows()) {
      PatientKey person = new PatientKey(site.patientIssuer(), row.text("mrn"));
      List<ObjectNode> identified = converter.convert(row).stream().map(ResourceJson::of).toList();
      leave(identified, person);
    }
  }

  private void leave(List<ObjectNode> identified, PatientKey person) {
    Subject subject = new Subject(person.issuer(), person.id(), Optional.empty());
    String local = LocalIds.patient(person);
    List<ObjectNode> leaving =
        new ArrayList<>(deidentifier.records(identified, subject, local).resources());
    for (ObjectNode resource : identified) {
      if (resource.path("resourceType").asText().equals("Patient")) {
        leaving.addAll(deidentifier.patient(resource, subject, local).resources());
      } else {
        valid("converted", resource);
      }
    }
    for (ObjectNode resource : leaving) {
      valid("de-identified", resource);
      facts.addAll(projection.project(resource));
      left.put(resource.path("resourceType").asText() + resource.path("id").asText(), resource);
      records.add(
          TABLE
              .byUrl(resource.path("meta").path("profile").path(0).asText())
              .orElseThrow()
              .profile());
    }
  }

  private void valid(String stage, ObjectNode resource) {
    assertThat(validator.validate(resource).stream().map(Issue::message).toList())
        .as("%s, %s %s", tables, stage, resource)
        .isEmpty();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Fact> facts() {
    return List.copyOf(facts);
  }

  /** What the records that leave do not say coherently, with each other and with the module. */
  List<Finding> incoherent() {
    return incoherent(PaymentTables.NONE);
  }

  /** As {@link #incoherent()}, with code tables and tariffs in use. */
  List<Finding> incoherent(PaymentTables payments) {
    return new Coherence(modules, payments).findings(left.values());
  }

  /** What leaves of a type. */
  List<ObjectNode> left(String type) {
    return left.values().stream()
        .filter(resource -> resource.path("resourceType").asText().equals(type))
        .toList();
  }

  /** Profiles of which there is a record. */
  Set<Profile> records() {
    return records;
  }
}

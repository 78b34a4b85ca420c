package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.BoundedNumbers;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;
import org.therafed.profiles.terminology.UcumLibrary;

/**
 * The judgement of one record, the same in a gateway before it sends and in the registry before it
 * stores. A validator compiled from StructureDefinitions (FHIR R4 and the profile the record
 * claims) judges it; the profile's table holds the few rules that a definition cannot say. A record
 * that is refused is walked along the table once more, which words what is wrong with units, bounds
 * and hints; what only the definition objects to is worded from the definition.
 *
 * <p>Thread-safe; keeps nothing between calls.
 */
public final class RecordValidator {
  private final ProfileTable table;
  private final Clock clock;
  private final StructureValidator structures;
  private final ProfileValidator tables;
  private final Supplier<ModuleCatalog> modules;
  private final Map<Profile, Remainder> remainders = new EnumMap<>(Profile.class);

  /**
   * A validator over the modules that ship with the library.
   *
   * @param definitions FHIR R4 with the published profiles, {@code Publication.definitions()}
   * @param clock what time it is
   */
  public RecordValidator(Definitions definitions, Clock clock) {
    this(definitions, clock, ModuleCatalog::standard);
  }

  /**
   * As {@link #RecordValidator(Definitions, Clock)}, with modules that may change.
   *
   * @param modules those that are known now; asked at each record that needs them
   */
  public RecordValidator(Definitions definitions, Clock clock, Supplier<ModuleCatalog> modules) {
    this.table = ProfileTable.standard();
    this.clock = clock;
    this.modules = modules;
    this.structures = new StructureValidator(definitions);
    this.tables = new ProfileValidator(table, clock, modules);
    for (Profile profile : Profile.values()) {
      remainders.put(profile, Remainder.of(table.of(profile).root()));
    }
    // The units are read meanwhile: the first record that has one would wait for them.
    CompletableFuture<Void> units = CompletableFuture.runAsync(UcumLibrary::load);
    structures.prepare(Arrays.stream(Profile.values()).map(Profile::url).toList());
    units.join();
  }

  /**
   * Judges a record.
   *
   * @param resource a FHIR R4 resource as JSON
   * @return the findings; none of severity error for a record that may be sent and stored. A
   *     warning says that a person should look, as it may be a slip: a dose or a laboratory value
   *     outside what the therapy modules have as possible, a product given by another route than
   *     always
   */
  public List<Issue> validate(JsonNode resource) {
    Optional<ProfileDefinition> claimed = ProfileValidator.claimed(table, resource);
    if (claimed.isEmpty() || !BoundedNumbers.within(resource)) {
      // A definition's rules would calculate with it; the table refuses it before anything does.
      return tables.validate(resource);
    }
    Profile profile = claimed.get().profile();
    List<Violation> violations =
        structures.validate(resource, profile.url()).orElseThrow().stream()
            .filter(Violation::error)
            .toList();
    if (violations.isEmpty() && holdsTheRest(claimed.get(), resource)) {
      return doubts(profile, resource);
    }
    List<Issue> issues = new ArrayList<>(tables.validate(resource));
    issues.addAll(ViolationWording.beside(issues, profile.id(), violations));
    return List.copyOf(issues);
  }

  private List<Issue> doubts(Profile profile, JsonNode resource) {
    Findings findings = new Findings(profile.id());
    switch (profile) {
      case LAB -> LabInvariants.plausible(resource, modules.get(), findings);
      case ADMINISTRATION -> {
        ProductInvariants.plausible(resource, modules.get(), findings);
        ProductInvariants.route(resource, modules.get(), findings);
      }
      case ABSORBED_DOSE -> DoseInvariants.plausible(resource, findings);
      default -> {
        // Nothing else has bounds that only a person can judge.
      }
    }
    return findings.issues();
  }

  private boolean holdsTheRest(ProfileDefinition definition, JsonNode resource) {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    return remainders.get(definition.profile()).holds(resource, today)
        && tables.holdsBeyondDefinitions(definition, resource);
  }
}

package org.therafed.profiles.validation;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileCode;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;

/**
 * Checks one resource against the table of the profile it claims: words the findings of {@link
 * RecordValidator}, which judges. Thread-safe; keeps nothing between calls.
 *
 * <p>An element that the table does not name is an error: it would not have left a site. Dates may
 * lie up to 366 days ahead of the clock, because a person's dates are shifted by up to a year.
 */
public final class ProfileValidator {
  private static final String LIKE = Profile.PATIENT.url();
  private static final Phrase WANTED =
      new Phrase(
          "one URL of a profile of the registry, such as " + LIKE, "恰好一个本登记库规范的 URL，例如 " + LIKE);

  private final ProfileTable table;
  private final Clock clock;
  private final Map<Profile, List<NamedInvariant>> invariants = new EnumMap<>(Profile.class);

  /**
   * A validator over the modules that ship with the library.
   *
   * @param table the profiles
   * @param clock what time it is
   */
  public ProfileValidator(ProfileTable table, Clock clock) {
    this(table, clock, ModuleCatalog.standard());
  }

  /** As {@link #ProfileValidator(ProfileTable, Clock)}, with the modules that are known. */
  public ProfileValidator(ProfileTable table, Clock clock, ModuleCatalog modules) {
    this(table, clock, () -> modules);
  }

  /**
   * As {@link #ProfileValidator(ProfileTable, Clock)}, with modules that may change.
   *
   * @param modules those that are known now; asked at each check that needs them
   */
  public ProfileValidator(ProfileTable table, Clock clock, Supplier<ModuleCatalog> modules) {
    this.table = table;
    this.clock = clock;
    Map<String, Invariant> known = Invariants.all(modules, clock);
    for (Profile profile : Profile.values()) {
      List<NamedInvariant> named =
          table.of(profile).invariants().stream()
              .sorted()
              .map(name -> named(profile, name, known.get(name)))
              .toList();
      invariants.put(profile, named);
    }
  }

  private record NamedInvariant(String name, Invariant check) {}

  private static NamedInvariant named(Profile profile, String name, Invariant check) {
    if (check == null) {
      throw ProfileCode.TABLE.with(
          safe("file", profile.id() + ".yaml"),
          safe("path", "invariants"),
          safe("reason", "the invariant " + name + " is not known"));
    }
    return new NamedInvariant(name, check);
  }

  /**
   * Checks a resource.
   *
   * @param resource a FHIR R4 resource as JSON
   * @return the findings; empty for a valid resource
   */
  public List<Issue> validate(JsonNode resource) {
    String type = resource.path("resourceType").asText("Resource");
    Optional<ProfileDefinition> claimed = claimed(table, resource);
    if (claimed.isEmpty()) {
      Findings findings = new Findings("");
      String expression = (Vocabulary.isElement(type) ? type : "Resource") + ".meta.profile";
      findings.add(IssueCode.PROFILE, expression, "meta.profile", Phrase.NONE, WANTED);
      return findings.issues();
    }
    ProfileDefinition definition = claimed.get();
    Findings findings = new Findings(definition.profile().id());
    checkClaims(resource, definition, findings);
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    boolean sound = new ResourceWalk(definition, findings, today).walk(resource);
    if (sound) {
      for (NamedInvariant invariant : invariants.get(definition.profile())) {
        invariant.check().check(resource, findings);
      }
    }
    return findings.issues();
  }

  /** Whether the rules over several elements hold that no definition can say. */
  boolean holdsBeyondDefinitions(ProfileDefinition definition, JsonNode resource) {
    Findings findings = new Findings("");
    for (NamedInvariant invariant : invariants.get(definition.profile())) {
      if (Invariants.BEYOND_DEFINITIONS.contains(invariant.name())) {
        invariant.check().check(resource, findings);
      }
    }
    return findings.issues().isEmpty();
  }

  /** The first profile of ours that a resource claims. */
  static Optional<ProfileDefinition> claimed(ProfileTable table, JsonNode resource) {
    for (JsonNode url : resource.path("meta").path("profile")) {
      Optional<ProfileDefinition> found = table.byUrl(url.textValue());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static void checkClaims(
      JsonNode resource, ProfileDefinition definition, Findings findings) {
    int ours = 0;
    for (JsonNode url : resource.path("meta").path("profile")) {
      if (definition.profile().url().equals(url.textValue())) {
        ours++;
      } else if (!definition.alsoClaims().contains(url.asText())) {
        ours = 2;
      }
    }
    if (ours != 1) {
      findings.add(
          IssueCode.PROFILE,
          definition.profile().resourceType() + ".meta.profile",
          "meta.profile",
          Phrase.NONE,
          new Phrase(
              definition.profile().id() + " and at most the profiles it may stand beside",
              definition.profile().id() + "，且只可并列声明允许的规范"));
    }
  }
}

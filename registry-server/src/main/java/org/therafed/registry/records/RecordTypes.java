package org.therafed.registry.records;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.Profile;
import org.therafed.registry.fault.RegistryCode;

/** The resource types that there are records of: those of the profiles. */
public final class RecordTypes {

  private static final SortedSet<String> ALL =
      new TreeSet<>(Arrays.stream(Profile.values()).map(Profile::resourceType).toList());

  private RecordTypes() {}

  /** All, by name. */
  public static List<String> all() {
    return List.copyOf(ALL);
  }

  /**
   * The types of {@code _type}.
   *
   * @throws Fault RG-SEARCH-002 if one is none
   */
  public static List<String> listed(String value) {
    List<String> types = List.of(value.split(",", -1));
    if (!ALL.containsAll(types)) {
      throw Values.unusable("_type", "it has one that GET /fhir/metadata does not list");
    }
    return types;
  }

  /**
   * A type of a path.
   *
   * @throws Fault RG-READ-001 if it is none
   */
  static String required(String type) {
    if (!ALL.contains(type)) {
      throw RegistryCode.NOT_FOUND.with();
    }
    return type;
  }
}

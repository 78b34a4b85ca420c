package org.therafed.profiles.profile;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All profiles. {@link #standard()} reads the YAML tables of this library, one a profile; a mistake
 * in one is a fault that names file, path and reason.
 */
public final class ProfileTable {
  private static final class Standard {
    static final ProfileTable TABLE = read();
  }

  private final Map<Profile, ProfileDefinition> byProfile = new EnumMap<>(Profile.class);
  private final Map<String, ProfileDefinition> byUrl = new HashMap<>();

  /** A table of given definitions. */
  ProfileTable(Iterable<ProfileDefinition> definitions) {
    for (ProfileDefinition definition : definitions) {
      byProfile.put(definition.profile(), definition);
      byUrl.put(definition.profile().url(), definition);
    }
  }

  /** The tables that ship with the library; read once. */
  public static ProfileTable standard() {
    return Standard.TABLE;
  }

  private static ProfileTable read() {
    Map<Profile, ProfileDefinition> definitions = new EnumMap<>(Profile.class);
    for (Profile profile : Profile.values()) {
      String file = profile.id() + ".yaml";
      try (InputStream stream = ProfileTable.class.getResourceAsStream(file)) {
        if (stream == null) {
          throw ProfileCode.TABLE.with(
              safe("file", file), safe("path", "/"), safe("reason", "it is not in the library"));
        }
        definitions.put(profile, ProfileReader.read(profile, file, stream.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ProfileTable(definitions.values());
  }

  /**
   * An extension that no record carries: {@code rule-parameter}, which stands on Measure.group of a
   * therapy module's bundle.
   */
  public static ElementCursor ruleParameter() {
    String file = "rule-parameter.yaml";
    try (InputStream stream = ProfileTable.class.getResourceAsStream(file)) {
      return ProfileReader.extension(file, stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A profile's definition. */
  public ProfileDefinition of(Profile profile) {
    return byProfile.get(profile);
  }

  /** The definition of a canonical URL, e.g. of {@code meta.profile}. */
  public Optional<ProfileDefinition> byUrl(String url) {
    return Optional.ofNullable(url == null ? null : byUrl.get(url));
  }
}

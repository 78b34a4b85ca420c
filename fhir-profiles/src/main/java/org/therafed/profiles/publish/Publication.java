package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.structure.Definitions;

/** Everything the library publishes as FHIR R4 conformance resources, each complete. */
public final class Publication {
  static final String PACK = "definitions.ndjson.gz";

  private final String version;
  private final List<ObjectNode> resources;

  private Publication(String version, List<ObjectNode> resources) {
    this.version = version;
    this.resources = List.copyOf(resources);
  }

  /**
   * Makes the resources from the tables that ship with the library; the same whenever they are.
   *
   * @param version the library's, which each resource carries
   */
  public static Publication of(String version) {
    return of(version, Definitions.r4());
  }

  /**
   * FHIR R4 together with the profiles, extensions, value sets and code systems that the library
   * publishes: what a validator of records is compiled from. The build has made them once ({@link
   * DefinitionPack}), for to make them takes longer than an application may take to start.
   */
  public static Definitions definitions() {
    try (InputStream in = Publication.class.getResourceAsStream(PACK)) {
      return Definitions.r4().addPack(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The published definitions are not on the class path", e);
    }
  }

  private static Publication of(String version, Definitions r4) {
    Heading heading = new Heading(version);
    Names names = Names.standard();
    Terminology terminology = new Terminology(heading, names);
    StructureDefinitions structures =
        new StructureDefinitions(ProfileTable.standard(), r4, heading, names, terminology);
    List<ObjectNode> all = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      all.add(structures.profile(profile));
    }
    all.addAll(structures.extensions());
    all.addAll(terminology.codeSystems());
    all.addAll(terminology.valueSets());
    all.addAll(Fragments.all(heading));
    all.addAll(SearchParameters.all(heading));
    all.addAll(new Capabilities(heading).all());
    all.sort(
        Comparator.comparing((ObjectNode r) -> r.path("resourceType").asText())
            .thenComparing(r -> r.path("id").asText()));
    all.add(Guide.of(heading, all));
    return new Publication(version, all);
  }

  /** The library's version, as each resource carries it. */
  public String version() {
    return version;
  }

  /** The resources by type and id, and the guide that lists them at the end. */
  public List<ObjectNode> resources() {
    return resources;
  }
}

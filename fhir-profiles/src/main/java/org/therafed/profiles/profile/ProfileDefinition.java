package org.therafed.profiles.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One profile as loaded from its table. Immutable; look-up of a path is O(1). */
public final class ProfileDefinition {
  private final Profile profile;
  private final Title title;
  private final List<ElementRule> elements;
  private final Map<String, ElementRule> byPath;
  private final ElementCursor root;
  private final List<Choice> choices;
  private final Set<String> invariants;
  private final Set<String> alsoClaims;

  ProfileDefinition(
      Profile profile,
      Title title,
      Map<String, ElementRule> byPath,
      ElementCursor root,
      List<Choice> choices,
      Set<String> invariants,
      Set<String> alsoClaims) {
    this.profile = profile;
    this.title = title;
    this.elements = List.copyOf(byPath.values());
    this.byPath = Map.copyOf(byPath);
    this.root = root;
    this.choices = List.copyOf(choices);
    this.invariants = Set.copyOf(invariants);
    this.alsoClaims = Set.copyOf(alsoClaims);
  }

  /** Which profile. */
  public Profile profile() {
    return profile;
  }

  /** What people read as its name. */
  public Title title() {
    return title;
  }

  /** All rows, parts of data types included, in the table's order. */
  public List<ElementRule> elements() {
    return elements;
  }

  /** The row of a path; empty means: does not leave a site, is refused by the registry. */
  public Optional<ElementRule> element(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** Where a walk through a resource begins. */
  public ElementCursor root() {
    return root;
  }

  /** The choices at the resource's top. */
  public List<Choice> choices() {
    return choices;
  }

  /** Names of the invariants that hold over several elements. */
  public Set<String> invariants() {
    return invariants;
  }

  /** Canonicals of others' profiles that the resource may claim beside ours. */
  public Set<String> alsoClaims() {
    return alsoClaims;
  }
}

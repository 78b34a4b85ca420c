package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The therapy modules that are known. */
public final class ModuleCatalog {
  private static final class Standard {
    static final ModuleCatalog CATALOG = read();
  }

  private final Map<String, TherapyModule> byId;

  private ModuleCatalog(Collection<TherapyModule> modules) {
    Map<String, TherapyModule> map = new LinkedHashMap<>();
    for (TherapyModule module : modules) {
      if (map.put(module.id(), module) != null) {
        throw ModuleCode.DUPLICATE.with(safe("module", module.id()));
      }
    }
    this.byId = map;
  }

  /** The modules that ship with the library; read once. */
  public static ModuleCatalog standard() {
    return Standard.CATALOG;
  }

  /** A catalogue of given modules. */
  public static ModuleCatalog of(Collection<TherapyModule> modules) {
    return new ModuleCatalog(modules);
  }

  /**
   * The modules of a folder that the caller has read; fragments may stand beside them, and those of
   * the library may be included too.
   *
   * @param texts file name → YAML text, in the order in which the modules are to be listed
   * @throws org.therafed.profiles.outcome.Fault FP-MODULE-001 with file, path and reason, or
   *     FP-MODULE-002 if a module or fragment is there twice
   */
  public static ModuleCatalog ofFiles(Map<String, String> texts) {
    List<Row> documents =
        texts.entrySet().stream()
            .map(e -> Row.document(e.getKey(), e.getValue().getBytes(StandardCharsets.UTF_8)))
            .toList();
    Fragments fragments =
        Fragments.standard().with(documents.stream().filter(Fragments::is).toList());
    return new ModuleCatalog(
        documents.stream()
            .filter(document -> !Fragments.is(document))
            .map(document -> ModuleReader.read(document, fragments))
            .toList());
  }

  /**
   * These modules and others.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-MODULE-002 if a module is in both
   */
  public ModuleCatalog and(ModuleCatalog others) {
    List<TherapyModule> all = new ArrayList<>(byId.values());
    all.addAll(others.byId.values());
    return new ModuleCatalog(all);
  }

  private static ModuleCatalog read() {
    return new ModuleCatalog(
        ModuleFiles.library("").stream()
            .map(document -> ModuleReader.read(document, Fragments.standard()))
            .toList());
  }

  /** A module by id, e.g. {@code rlt-psma}. */
  public Optional<TherapyModule> find(String id) {
    return Optional.ofNullable(id == null ? null : byId.get(id));
  }

  /** All modules, in the order of the index. */
  public Collection<TherapyModule> all() {
    return List.copyOf(byId.values());
  }
}

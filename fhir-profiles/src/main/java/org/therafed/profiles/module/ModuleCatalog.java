package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.terminology.EventTerms;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.Products;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/**
 * The therapy modules that are known, and with them the products, laboratory tests and endpoints:
 * those of the library's tables and those that the modules bring.
 */
public final class ModuleCatalog {
  private static final class Standard {
    static final ModuleCatalog CATALOG = read();
  }

  private final Map<String, TherapyModule> byId;
  private final Products products;
  private final LabCatalog tests;
  private final Radionuclides nuclides;
  private final EventTerms events;
  private final ResponseCriteria criteria;

  private ModuleCatalog(Collection<TherapyModule> modules) {
    Map<String, TherapyModule> map = new LinkedHashMap<>();
    for (TherapyModule module : modules) {
      if (map.put(module.id(), module) != null) {
        throw ModuleCode.DUPLICATE.with(safe("module", module.id()));
      }
    }
    this.byId = map;
    this.products =
        Products.standard()
            .and(
                map.values().stream()
                    .flatMap(module -> module.ownProducts().stream())
                    .map(OwnProduct::product)
                    .toList());
    this.tests =
        LabCatalog.standard()
            .and(
                map.values().stream()
                    .flatMap(module -> module.biomarkers().stream())
                    .map(TherapyModule.Biomarker::test)
                    .filter(test -> LabCatalog.standard().coded(test.loinc()).isEmpty())
                    .toList());
    this.nuclides =
        Radionuclides.standard()
            .and(
                map.values().stream()
                    .flatMap(module -> module.ownNuclides().stream())
                    .map(OwnNuclide::nuclide)
                    .toList());
    this.criteria =
        ResponseCriteria.standard()
            .and(
                map.values().stream()
                    .flatMap(module -> module.ownCriteria().stream())
                    .map(OwnCriterion::criterion)
                    .toList());
    this.events =
        EventTerms.standard()
            .and(
                map.values().stream()
                    .flatMap(module -> module.otherEvents().stream())
                    .map(OtherEvent::term)
                    .toList());
  }

  /** The modules that ship with the library; read once. */
  public static ModuleCatalog standard() {
    return Standard.CATALOG;
  }

  /**
   * A catalogue of given modules.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-MODULE-002 if a module is there twice,
   *     FP-TERM-002 if two modules mean different things by one code
   */
  public static ModuleCatalog of(Collection<TherapyModule> modules) {
    return new ModuleCatalog(modules);
  }

  /**
   * The modules of a folder that the caller has read; fragments may stand beside them, and those of
   * the library may be included too.
   *
   * @param texts file name → YAML text, in the order in which the modules are to be listed
   * @throws org.therafed.profiles.outcome.Fault FP-MODULE-001 with file, path and reason, or
   *     FP-MODULE-002 if a module or fragment is there twice, or FP-TERM-002
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
   * @throws org.therafed.profiles.outcome.Fault FP-MODULE-002 if a module is in both, or
   *     FP-TERM-002
   */
  public ModuleCatalog and(ModuleCatalog others) {
    List<TherapyModule> all = new ArrayList<>(byId.values());
    all.addAll(others.byId.values());
    return new ModuleCatalog(all);
  }

  /**
   * These modules, with others added, or in the place of those of the same id.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-TERM-002
   */
  public ModuleCatalog updatedBy(ModuleCatalog others) {
    Map<String, TherapyModule> all = new LinkedHashMap<>(byId);
    all.putAll(others.byId);
    return new ModuleCatalog(all.values());
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

  /** The products that records may name. */
  public Products products() {
    return products;
  }

  /** The laboratory tests that records may name. */
  public LabCatalog tests() {
    return tests;
  }

  /** The terms of adverse events that records may name. */
  public EventTerms events() {
    return events;
  }

  /** The nuclides that records may name. */
  public Radionuclides nuclides() {
    return nuclides;
  }

  /** The criteria of response that records may name. */
  public ResponseCriteria criteria() {
    return criteria;
  }

  /** Whether a module brings an endpoint of this code. */
  public boolean bringsEndpoint(String code) {
    return byId.values().stream()
        .flatMap(module -> module.endpoints().stream())
        .map(TherapyModule.Endpoint::coding)
        .anyMatch(
            coding ->
                coding.system().equals(Systems.MODULE_ENDPOINT) && coding.code().equals(code));
  }

  /** All modules, in the order of the index. */
  public Collection<TherapyModule> all() {
    return List.copyOf(byId.values());
  }
}

package org.therafed.gateway.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.DistributionCode;
import org.therafed.gateway.forward.http.RegistryClient;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageManifest;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.distribution.RetentionPolicy;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Brings the registry's packages here. Whatever is wrong with one, the one before it stays in use,
 * and the reason stands in {@link #state}. Only packages of the pinned key are looked at.
 */
@Singleton
public class PackageUpdates {

  private static final Logger LOG = Logger.getLogger(PackageUpdates.class);

  /** Under this name stands what concerns the list and no single package. */
  private static final String LIST = "";

  private final RegistryClient registry;
  private final KnownModules modules;
  private final Optional<PackageKey> key;
  private final Optional<PackageFiles> files;
  private final Map<String, SignedPackage> held = new ConcurrentSkipListMap<>();
  private volatile PaymentTables tables = PaymentTables.NONE;
  private volatile RetentionPolicy retention = RetentionPolicy.NONE;
  private final Map<String, Reason> problems = new ConcurrentSkipListMap<>();

  @Inject
  public PackageUpdates(
      SiteConfig config, Site site, RegistryClient registry, KnownModules modules) {
    this.registry = registry;
    this.modules = modules;
    this.key = config.registryPackageKey().filter(text -> !text.isBlank()).map(PackageKey::parse);
    this.files = key.map(pinned -> new PackageFiles(site.folder("packages"), pinned));
  }

  /**
   * What is in use and what is wrong.
   *
   * @param keyId of the pinned key; null if there is none
   * @param problems by package, or by file of the data folder; the empty name: the list
   */
  public record State(String keyId, List<PackageManifest> packages, Map<String, Reason> problems) {}

  /** Puts to use what is on disk; needs no registry. */
  public synchronized void load() {
    files.ifPresent(
        kept -> {
          PackageFiles.Found found = kept.read();
          held.putAll(found.packages());
          tables = PaymentTables.of(held.values());
          retention = RetentionPolicy.of(held.values());
          found.problems().forEach(this::problem);
          try {
            modules.distributed(catalog(held.values()));
          } catch (Fault fault) {
            problem(LIST, fault.reason());
          }
        });
  }

  /** Asks the registry once; without a pinned key or a registry nothing happens. */
  public synchronized void fetch() {
    if (files.isEmpty() || !registry.configured()) {
      return;
    }
    Optional<JsonNode> list = registry.packages();
    if (list.isEmpty()) {
      problem(LIST, DistributionCode.PACKAGES_UNREACHABLE.reason());
      return;
    }
    problems.remove(LIST);
    for (JsonNode row : list.get().path("packages")) {
      String name = row.path("name").asText();
      // A name that is none never becomes part of an address or of a file.
      if (PackageManifest.isName(name) && !isHeld(name, row)) {
        update(name);
      }
    }
  }

  /** What is in use and what is wrong. */
  public State state() {
    return new State(
        key.map(PackageKey::id).orElse(null),
        held.values().stream().map(SignedPackage::manifest).toList(),
        new TreeMap<>(problems));
  }

  /** The code tables and tariffs of the packages in use. */
  public PaymentTables tables() {
    return tables;
  }

  /** For how long at most the policies in use let identified content be kept. */
  RetentionPolicy retention() {
    return retention;
  }

  /** The names and values of the policies in use; of a name in two packages the later by name. */
  public Map<String, String> policy() {
    Map<String, String> values = new TreeMap<>();
    held.values().stream()
        .filter(each -> each.manifest().kind() == PackageKind.POLICY)
        .forEach(each -> values.putAll(PackageContent.policy(each)));
    return values;
  }

  /** A package in use. */
  public Optional<SignedPackage> find(String name) {
    return Optional.ofNullable(held.get(name));
  }

  private boolean isHeld(String name, JsonNode row) {
    SignedPackage here = held.get(name);
    return here != null
        && here.manifest().version() == row.path("version").asInt()
        && here.sha256().equals(row.path("sha256").asText());
  }

  private void update(String name) {
    Optional<byte[]> bytes = registry.packageBytes(name, SignedPackage.LARGEST);
    if (bytes.isEmpty()) {
      problem(name, DistributionCode.PACKAGES_UNREACHABLE.reason());
      return;
    }
    try {
      SignedPackage came = SignedPackage.verify(bytes.get(), key.orElseThrow());
      if (!came.manifest().name().equals(name)) {
        throw DistributionCode.PACKAGE_NAME.with();
      }
      PackageContent.check(came);
      SignedPackage here = held.get(name);
      if (here == null || came.replaces(here)) {
        use(name, came);
      }
      problems.remove(name);
    } catch (Fault fault) {
      problem(name, fault.reason());
    }
  }

  private void use(String name, SignedPackage came) {
    Map<String, SignedPackage> next = new TreeMap<>(held);
    next.put(name, came);
    // A module that two packages bring, or a code of two meanings, is a mistake of the registry:
    // found before it is kept.
    ModuleCatalog catalog = catalog(next.values());
    modules.check(catalog);
    files.orElseThrow().keep(came);
    held.put(name, came);
    tables = PaymentTables.of(held.values());
    retention = RetentionPolicy.of(held.values());
    modules.distributed(catalog);
    LOG.infof("stage=distribution package=%s in use", came.manifest().shown());
  }

  private static ModuleCatalog catalog(Collection<SignedPackage> packages) {
    ModuleCatalog all = ModuleCatalog.of(List.of());
    for (SignedPackage each : packages) {
      if (each.manifest().kind() == PackageKind.MODULE) {
        all = all.and(PackageContent.modules(each));
      }
    }
    return all;
  }

  private void problem(String name, Reason reason) {
    LOG.warnf("stage=distribution package=%s code=%s", name, reason.code());
    problems.put(name, reason);
  }
}

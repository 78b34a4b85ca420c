package org.therafed.registry.distribution;

import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.profiles.distribution.PackageContent;
import org.therafed.profiles.distribution.PackageDescription;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.federated.SiteQuestion;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.settings.RegistryConfig;
import org.therafed.runtime.FileFolder;
import org.therafed.runtime.KeyFile;
import org.therafed.runtime.Setting;

/**
 * The packages of the folder {@code THERAFED_PACKAGES_DIR}, each a folder named as the package with
 * a {@code package.yaml} (kind, version) and the files: looked at and signed once, at start.
 */
@Singleton
public class PackageShelf {

  private final PackageSigner signer;
  private final Clock clock;
  private volatile List<Dated> dated = List.of();
  private final Map<String, SignedPackage> packages = new TreeMap<>();

  PackageShelf(RegistryConfig config, Clock clock) {
    this.clock = clock;
    signer =
        PackageSigner.parse(
            KeyFile.readOrCreate(
                config.dataDir().resolve("keys").resolve("packages-ed25519.key"),
                () -> PackageSigner.generate().secretText()));
    FileFolder folder = new FileFolder(Setting.PACKAGES_DIR);
    folder.readFolders().forEach((name, files) -> packages.put(name, pack(folder, name, files)));
  }

  /** The key by which gateways know this registry's packages. */
  public PackageKey key() {
    return signer.key();
  }

  /** What is asked of a site, signed by the key that its gateway knows. */
  public String signed(SiteQuestion question) {
    return question.signed(signer);
  }

  /** All packages, by name. */
  public Collection<SignedPackage> all() {
    return List.copyOf(current().values());
  }

  /** A package by name. */
  public Optional<SignedPackage> find(String name) {
    return Optional.ofNullable(current().get(name));
  }

  /**
   * The therapy modules of all packages: what the gateways are to know, the registry knows too.
   *
   * @throws Fault FP-MODULE-002 if a module is in two packages
   */
  public ModuleCatalog modules() {
    ModuleCatalog all = ModuleCatalog.of(List.of());
    for (SignedPackage each : packages.values()) {
      if (each.manifest().kind() == PackageKind.MODULE) {
        all = all.and(PackageContent.modules(each));
      }
    }
    return all;
  }

  /** The code tables and tariffs of all packages. */
  public PaymentTables tables() {
    return PaymentTables.of(all());
  }

  /** Whether a package of the folder has this name. */
  public boolean isOfFolder(String name) {
    return packages.containsKey(name);
  }

  /**
   * Signs what an administrator brought.
   *
   * @throws Fault FP-PACKAGE-001, FP-PACKAGE-006
   */
  public SignedPackage sign(
      PackageKind kind, String name, int version, Map<String, byte[]> content) {
    SignedPackage made = SignedPackage.sign(signer, kind, name, version, content);
    PackageContent.check(made);
    return made;
  }

  /**
   * Holds these beside the folder's from now on, instead of those before.
   *
   * @param packages in any order; of one name the latest that has begun is handed out
   */
  public void hold(List<Dated> packages) {
    dated = List.copyOf(packages);
  }

  /**
   * A package that an administrator brought.
   *
   * @param from first day, UTC
   */
  public record Dated(LocalDate from, SignedPackage content) {}

  /** A package of the folder keeps its name: its operator put it there. */
  private Map<String, SignedPackage> current() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Map<String, SignedPackage> current = new TreeMap<>();
    dated.stream()
        .filter(each -> !each.from().isAfter(today))
        .sorted(Comparator.comparing(Dated::from))
        .forEach(each -> current.put(each.content().manifest().name(), each.content()));
    current.putAll(packages);
    return current;
  }

  private SignedPackage pack(FileFolder folder, String name, Map<String, String> files) {
    Map<String, byte[]> content =
        files.entrySet().stream()
            .collect(
                toMap(Map.Entry::getKey, file -> file.getValue().getBytes(StandardCharsets.UTF_8)));
    try {
      return PackageDescription.pack(signer, name, content);
    } catch (Fault fault) {
      throw folder.unusable(name + ": " + fault.reason().bothTexts());
    }
  }
}

package org.therafed.registry.findings;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.coherence.FindingCode;
import org.therafed.profiles.distribution.PackageManifest;
import org.therafed.profiles.distribution.SignedPackage;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.registry.distribution.PackageShelf;

/**
 * What findings are made with, beside the records: rules, therapy modules, and packages, tables of
 * administrators among them. Where they are others than those of the last time, everybody is looked
 * at again, since no record has to change for a finding to begin or to end.
 */
@ApplicationScoped
class FindingBasis {

  private static final String ONE_AT_A_TIME = "select 1 from pg_advisory_xact_lock(7064952)";
  private static final String KEEP =
      "insert into finding_basis (one, digest) values (true, :digest) on conflict (one) do update"
          + " set digest = excluded.digest where finding_basis.digest <> excluded.digest";
  private static final String SUBJECT =
      "coalesce(content -> 'subject' ->> 'reference', content -> 'patient' ->> 'reference')";
  private static final String MARK_ALL =
      "insert into finding_due (site, patient_id) select distinct site, substr("
          + SUBJECT
          + ", 9) from resource where "
          + SUBJECT
          + " like 'Patient/%'";

  /** What it was of when it was made last: packages of administrators change while it runs. */
  private record Made(List<PackageManifest> packages, String digest) {}

  private final ModuleCatalog modules;
  private final PackageShelf shelf;
  private volatile Made made = new Made(List.of(), "");

  FindingBasis(ModuleCatalog modules, PackageShelf shelf) {
    this.modules = modules;
    this.shelf = shelf;
  }

  private String digest() {
    Collection<SignedPackage> packages = shelf.all();
    List<PackageManifest> manifests = packages.stream().map(SignedPackage::manifest).toList();
    Made last = made;
    if (last.digest().isEmpty() || !last.packages().equals(manifests)) {
      last = new Made(manifests, digest(modules.all(), packages));
      made = last;
    }
    return last.digest();
  }

  private static String digest(
      Collection<TherapyModule> modules, Collection<SignedPackage> packages) {
    StringBuilder text = new StringBuilder();
    for (FindingCode code : FindingCode.values()) {
      text.append(code.code()).append('\n');
    }
    modules.stream()
        .map(TherapyModule::canonical)
        .sorted()
        .forEach(c -> text.append(c).append('\n'));
    packages.stream().map(SignedPackage::sha256).sorted().forEach(s -> text.append(s).append('\n'));
    return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Marks everybody if findings were last made with something else. */
  Uni<Void> compare(Mutiny.Session session) {
    return session
        .createNativeQuery(ONE_AT_A_TIME, Integer.class)
        .getSingleResult()
        .flatMap(
            locked ->
                session.createNativeQuery(KEEP).setParameter("digest", digest()).executeUpdate())
        .flatMap(
            changed ->
                changed == 0
                    ? Uni.createFrom().voidItem()
                    : session.createNativeQuery(MARK_ALL).executeUpdate().replaceWithVoid());
  }
}

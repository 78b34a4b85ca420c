package org.therafed.gateway.intake.pull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.gateway.intake.object.ReceivedObjects;
import org.therafed.gateway.site.SiteConfig;

/**
 * Looks in an archive for one patient's images that have not come yet, and has them sent. Only an
 * id that matches nobody but its patient is asked for, and only studies that the archive gives to
 * exactly this patient are looked at.
 */
@Singleton
public class PatientPull {

  private static final int LONGEST_ID = 64;

  private final ReceivedObjects received;
  private final Set<String> modalities;

  @Inject
  public PatientPull(ReceivedObjects received, SiteConfig config) {
    this.received = received;
    this.modalities =
        config.pull().modalities().stream().map(String::strip).collect(Collectors.toSet());
  }

  /**
   * Whether a Patient ID can be asked for: an empty one asks for everybody, and the characters of
   * wildcards and lists for others too.
   */
  public static boolean askable(String patientId) {
    return !patientId.isBlank()
        && patientId.length() <= LONGEST_ID
        && patientId.chars().noneMatch(c -> "*?\\".indexOf(c) >= 0 || Character.isISOControl(c))
        && patientId.equals(patientId.strip());
  }

  /**
   * Looks and fetches.
   *
   * @param allowed asked before anything is asked for or fetched; false ends it
   * @param told of the counts as they grow, also of those before a failure
   * @return false: it was not allowed to look at everything
   * @throws org.therafed.profiles.outcome.Fault the first that was met; whatever else could be had
   *     has come all the same
   */
  public boolean pull(
      ImageArchive archive,
      PatientKey patient,
      Optional<LocalDate> since,
      StoreHandler store,
      BooleanSupplier allowed,
      Consumer<PullCounts> told) {
    try (ImageArchive.Session session = archive.open()) {
      Look look = new Look(session, store, allowed, told);
      boolean whole = look.at(patient, since);
      look.faults.tell();
      return whole;
    }
  }

  /** One look at one patient's images. */
  private final class Look {
    private final ImageArchive.Session session;
    private final StoreHandler store;
    private final BooleanSupplier allowed;
    private final Consumer<PullCounts> told;
    private final FirstFault faults = new FirstFault();

    Look(
        ImageArchive.Session session,
        StoreHandler store,
        BooleanSupplier allowed,
        Consumer<PullCounts> told) {
      this.session = session;
      this.store = store;
      this.allowed = allowed;
      this.told = told;
    }

    boolean at(PatientKey patient, Optional<LocalDate> since) {
      if (!allowed.getAsBoolean()) {
        return false;
      }
      for (FoundStudy study : session.studies(patient.id(), since)) {
        if (!study.patient().equals(Optional.of(patient))) {
          told.accept(new PullCounts(0, 1, 0, 0, 0, 0));
        } else if (mayBeWanted(study)) {
          if (!allowed.getAsBoolean()) {
            return false;
          }
          faults.in(() -> study(study));
        }
      }
      return allowed.getAsBoolean();
    }

    private boolean mayBeWanted(FoundStudy study) {
      return study.modalities().isEmpty() || !Collections.disjoint(study.modalities(), modalities);
    }

    private void study(FoundStudy study) {
      List<FoundSeries> wanted =
          session.series(study.uid()).stream()
              .filter(s -> modalities.contains(s.modality().strip().toUpperCase(Locale.ROOT)))
              .toList();
      if (!wanted.isEmpty()) {
        told.accept(new PullCounts(1, 0, 0, 0, 0, 0));
      }
      wanted.forEach(series -> faults.in(() -> series(series)));
    }

    private void series(FoundSeries series) {
      List<FoundInstance> instances = session.instances(series).stream().distinct().toList();
      List<FoundInstance> missing = missing(instances);
      int here = instances.size() - missing.size();
      told.accept(new PullCounts(0, 0, instances.size(), here, 0, 0));
      if (missing.isEmpty() || !allowed.getAsBoolean()) {
        return;
      }
      try {
        fetch(series, missing, here == 0);
      } finally {
        int left = missing(missing).size();
        told.accept(new PullCounts(0, 0, 0, 0, missing.size() - left, left));
      }
    }

    /** One instance that cannot be sent must not keep the others of its series back. */
    private void fetch(FoundSeries series, List<FoundInstance> missing, boolean whole) {
      FirstFault together = new FirstFault();
      together.in(() -> session.fetch(new MissingInstances(series, missing, whole), store));
      if (together.fault().isEmpty()) {
        return;
      }
      List<FoundInstance> left = missing(missing);
      if (!whole || left.isEmpty() || !allowed.getAsBoolean()) {
        together.tell();
      }
      session.fetch(new MissingInstances(series, left, false), store);
    }

    private List<FoundInstance> missing(List<FoundInstance> instances) {
      Set<String> here = received.among(instances.stream().map(FoundInstance::uid).toList());
      return instances.stream().filter(instance -> !here.contains(instance.uid())).toList();
    }
  }
}

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
   * @param told of the counts after each study, also of those before a failure
   * @return whether everything that is wanted was looked at
   */
  public boolean pull(
      ImageArchive archive,
      PatientKey patient,
      Optional<LocalDate> since,
      StoreHandler store,
      BooleanSupplier allowed,
      Consumer<PullCounts> told) {
    try (ImageArchive.Session session = archive.open()) {
      if (!allowed.getAsBoolean()) {
        return false;
      }
      for (FoundStudy study : session.studies(patient.id(), since)) {
        if (!study.patient().equals(Optional.of(patient))) {
          told.accept(new PullCounts(0, 1, 0, 0, 0, 0));
        } else if (mayBeWanted(study) && !study(session, study, store, allowed, told)) {
          return false;
        }
      }
      return true;
    }
  }

  private boolean mayBeWanted(FoundStudy study) {
    return study.modalities().isEmpty() || !Collections.disjoint(study.modalities(), modalities);
  }

  private boolean study(
      ImageArchive.Session session,
      FoundStudy study,
      StoreHandler store,
      BooleanSupplier allowed,
      Consumer<PullCounts> told) {
    boolean counted = false;
    for (FoundSeries series : session.series(study.uid())) {
      if (!modalities.contains(series.modality().strip().toUpperCase(Locale.ROOT))) {
        continue;
      }
      if (!counted) {
        told.accept(new PullCounts(1, 0, 0, 0, 0, 0));
        counted = true;
      }
      if (!series(session, series, store, allowed, told)) {
        return false;
      }
    }
    return true;
  }

  private boolean series(
      ImageArchive.Session session,
      FoundSeries series,
      StoreHandler store,
      BooleanSupplier allowed,
      Consumer<PullCounts> told) {
    List<FoundInstance> instances = session.instances(series).stream().distinct().toList();
    Set<String> here = received.among(instances.stream().map(FoundInstance::uid).toList());
    List<FoundInstance> missing =
        instances.stream().filter(instance -> !here.contains(instance.uid())).toList();
    told.accept(new PullCounts(0, 0, instances.size(), here.size(), 0, 0));
    if (missing.isEmpty()) {
      return true;
    }
    if (!allowed.getAsBoolean()) {
      return false;
    }
    try {
      session.fetch(new MissingInstances(series, missing, here.isEmpty()), store);
    } finally {
      int come = received.among(missing.stream().map(FoundInstance::uid).toList()).size();
      told.accept(new PullCounts(0, 0, 0, 0, come, missing.size() - come));
    }
    return true;
  }
}

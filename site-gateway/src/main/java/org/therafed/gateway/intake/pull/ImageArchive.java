package org.therafed.gateway.intake.pull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.net.StoreHandler;

/**
 * An archive that can be asked for the studies of one patient. Failures are {@link
 * org.therafed.profiles.outcome.Fault}s with a code of this way in.
 */
public interface ImageArchive {

  /** Asks whether it answers, without naming anybody. */
  void test();

  /** Begins to ask; connects when it is asked. */
  Session open();

  /** Questions about one patient, for one thread. */
  interface Session extends AutoCloseable {

    /**
     * The studies of a patient.
     *
     * @param since first day of the studies; empty: all
     */
    List<FoundStudy> studies(String patientId, Optional<LocalDate> since);

    List<FoundSeries> series(String studyUid);

    List<FoundInstance> instances(FoundSeries series);

    /** Has objects sent; what comes is for the store to say. */
    void fetch(MissingInstances missing, StoreHandler store);

    @Override
    void close();
  }
}

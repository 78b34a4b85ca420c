package org.therafed.gateway.intake.form;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Bytes;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.trace.Traces;

/**
 * Takes a filled form as one arrival, durable before whoever sent it is told. What its answers say
 * becomes records in the stages, as of any other way in.
 */
@Singleton
public class FormIntake {

  /** Kind of the arrivals of forms. */
  public static final String KIND = "questionnaire-response";

  private final IntakeLog log;
  private final WorkSignal signal;
  private final Site site;

  @Inject
  FormIntake(IntakeLog log, WorkSignal signal, Site site) {
    this.log = log;
    this.signal = signal;
    this.site = site;
  }

  /**
   * Records a form. The same form of the same patient again is superseded at once.
   *
   * @param response a QuestionnaireResponse that names its Questionnaire
   */
  public Recorded take(String response, PatientKey person) {
    byte[] content = response.getBytes(StandardCharsets.UTF_8);
    String digest = Digests.hex(content);
    Instant now = site.clock().instant();
    Recorded recorded =
        log.record(
            new NewArrival(
                UUID.randomUUID(),
                Source.FORM,
                KIND,
                "form|" + Digests.hex(person.issuer() + "|" + person.id()) + "|" + digest,
                Optional.empty(),
                digest,
                Bytes.of(content),
                Optional.empty(),
                Optional.of(person),
                Optional.empty(),
                List.of(),
                now,
                now,
                Traces.current(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    signal.raise();
    return recorded;
  }
}

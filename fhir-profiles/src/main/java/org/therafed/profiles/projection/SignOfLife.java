package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * What shows on which day a person was alive: the one list of it, for the projection of one person
 * and for the registry's tables alike. Who is treated, examined, judged or decided about is alive;
 * charges and settlements come later, doses and companion data are computed later.
 */
// The readers are pure functions, which the checker cannot know.
@SuppressWarnings("ImmutableEnumChecker")
public enum SignOfLife {
  /** Known alive; a death is none. */
  VITAL_STATUS(SurvivalFact.class, fact -> fact.dead() ? null : fact.on()),
  ADMINISTRATION(AdministrationFact.class, fact -> fact.at().toLocalDate()),
  TRANSFUSION(TransfusionFact.class, TransfusionFact::on),
  PROCEDURE(ProcedureFact.class, ProcedureFact::startedOn),
  MEASUREMENT(MeasurementFact.class, MeasurementFact::on),
  BIOMARKER(BiomarkerFact.class, BiomarkerFact::on),
  TOXICITY(ToxicityFact.class, ToxicityFact::onsetOn),
  RESPONSE(ResponseFact.class, ResponseFact::assessedOn),
  /** On the day in UTC, as the registry's tables do not keep a site's offset. */
  IMAGING(ImagingFact.class, fact -> utcDay(fact.startedAt())),
  /** The start of a course that was begun, where it is known to the day. */
  COURSE(
      CourseFact.class,
      fact -> fact.begun() && fact.startKnown() == DatePrecision.DAY ? fact.startedOn() : null),
  DECISION(DecisionFact.class, DecisionFact::decidedOn);

  private final Function<Fact, LocalDate> day;

  <T extends Fact> SignOfLife(Class<T> type, Function<T, LocalDate> day) {
    this.day = fact -> type.isInstance(fact) ? day.apply(type.cast(fact)) : null;
  }

  private static LocalDate utcDay(OffsetDateTime at) {
    return at == null ? null : at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  /** The day on which a fact shows that its person was alive; empty where it shows nothing. */
  public static Optional<LocalDate> on(Fact fact) {
    for (SignOfLife sign : values()) {
      LocalDate day = sign.day.apply(fact);
      if (day != null) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}

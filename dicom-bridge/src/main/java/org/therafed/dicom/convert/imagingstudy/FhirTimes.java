package org.therafed.dicom.convert.imagingstudy;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.hl7.fhir.r4.model.DateTimeType;
import org.therafed.dicom.dataset.DicomDateTime;

/** DICOM times as FHIR dateTimes, with their offset and no more precision than stated. */
final class FhirTimes {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private FhirTimes() {}

  static DateTimeType of(DicomDateTime time, ConvertContext context) {
    return switch (time.precision()) {
      case YEAR -> new DateTimeType(time.local().toString().substring(0, 4));
      case MONTH -> new DateTimeType(time.local().toString().substring(0, 7));
      case DAY -> new DateTimeType(time.local().toLocalDate().toString());
      default -> of(time.at(context.siteZone()));
    };
  }

  static DateTimeType of(OffsetDateTime time) {
    boolean fraction = time.getNano() >= 1_000_000;
    return new DateTimeType(time.format(fraction ? MILLIS : SECONDS));
  }
}

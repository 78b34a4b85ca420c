package org.therafed.dicom.dataset;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A date with time as DICOM writes it: local, with an offset only where one was stated.
 *
 * @param local missing parts are their smallest value
 * @param precision the smallest part that was stated
 * @param offset from UTC, of the value (DT) or of the data set (0008,0201)
 */
public record DicomDateTime(LocalDateTime local, Precision precision, Optional<ZoneOffset> offset) {

  /** The smallest stated part. */
  public enum Precision {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    FRACTION
  }

  /** Whether hours were stated at least. */
  public boolean hasTime() {
    return precision.compareTo(Precision.HOUR) >= 0;
  }

  /** With the stated offset, else the one of the zone at that local time. */
  public OffsetDateTime at(ZoneId zone) {
    return offset.map(local::atOffset).orElseGet(() -> local.atZone(zone).toOffsetDateTime());
  }

  /** The instant, by the stated offset, else by the zone. */
  public Instant instant(ZoneId zone) {
    return at(zone).toInstant();
  }

  /** The same, with an offset where none was stated. */
  public DicomDateTime orOffset(Optional<ZoneOffset> other) {
    return offset.isPresent() ? this : new DicomDateTime(local, precision, other);
  }
}

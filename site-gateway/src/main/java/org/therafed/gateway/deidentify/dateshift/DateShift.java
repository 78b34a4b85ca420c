package org.therafed.gateway.deidentify.dateshift;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import org.therafed.gateway.fault.DeidentifyCode;

/**
 * How far all dates of one person move: whole days, 1 to 365 either way (our choice), never zero.
 * Times of day and offsets stay, so that intervals within and across hospitals survive.
 *
 * @param days negative: into the past
 * @param basis what the shift follows from, as a fingerprint; another basis is another shift
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part15/sect_E.3.6.html">
 *     PS3.15 E.3.6</a>
 */
public record DateShift(int days, String basis) {

  /** Largest move either way. */
  public static final int MOST_DAYS = 365;

  public DateShift {
    if (days == 0 || Math.abs(days) > MOST_DAYS) {
      throw new IllegalArgumentException("A date shift is 1 to 365 days either way.");
    }
  }

  /** The same precision, moved. A month or year moves by its middle. */
  public String apply(String fhirDate, String path, String profile) {
    try {
      return switch (fhirDate.length()) {
        case 4 -> Integer.toString(Year.parse(fhirDate).atDay(183).plusDays(days).getYear());
        case 7 -> YearMonth.from(YearMonth.parse(fhirDate).atDay(15).plusDays(days)).toString();
        case 10 -> LocalDate.parse(fhirDate).plusDays(days).toString();
        default -> {
          if (fhirDate.length() < 10 || fhirDate.charAt(10) != 'T') {
            throw new DateTimeException("no date");
          }
          LocalDate day = LocalDate.parse(fhirDate.substring(0, 10)).plusDays(days);
          yield day + checkedTime(fhirDate.substring(10));
        }
      };
    } catch (DateTimeException e) {
      throw DeidentifyCode.ELEMENT.with(safe("path", path), safe("profile", profile));
    }
  }

  /** R4 bounds no fraction; what is beyond nanoseconds is no time, and does not leave. */
  private static String checkedTime(String time) {
    if (!time.matches("T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?")) {
      throw new DateTimeException("no time");
    }
    return time.replaceFirst("(\\.\\d{9})\\d+", "$1");
  }
}

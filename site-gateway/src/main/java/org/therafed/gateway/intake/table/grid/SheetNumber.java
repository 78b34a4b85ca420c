package org.therafed.gateway.intake.table.grid;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.gateway.fault.TableCode;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.outcome.ShownNumber;

/** Writes a sheet's number as the tables write it: a number, a day, a time. */
final class SheetNumber {

  /** Digits that a sheet's numbers have; what is typed beyond is lost at once. */
  private static final MathContext KEPT = new MathContext(15, RoundingMode.HALF_UP);

  private static final BigDecimal LOST = BigDecimal.TEN.pow(15);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?");

  /** The first day that all programs count alike: 1900 is taken for a leap year. */
  private static final int FIRST_CERTAIN_DAY = 61;

  private static final int LAST_DAY = 2_958_465;
  private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000L);
  private static final int DAYS_TO_1904 = 1462;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final boolean from1904;

  SheetNumber(boolean from1904) {
    this.from1904 = from1904;
  }

  /** A cell's text, or why there is none. */
  record Written(String text, Optional<Reason> unclear) {
    static Written text(String text) {
      return new Written(text, Optional.empty());
    }

    static Written unclear(Phrase found, Phrase rule) {
      return new Written(
          "", Optional.of(TableCode.CELL.reason(safe("value", found), safe("rule", rule))));
    }
  }

  Written written(String raw, CellFormat format) {
    if (!NUMBER.matcher(raw).matches()) {
      return Written.unclear(
          new Phrase("A number that cannot be read.", "无法读取的数字。"),
          new Phrase("A number is needed.", "应为数字。"));
    }
    BigDecimal number = new BigDecimal(raw);
    return switch (format.kind()) {
      case PLAIN -> plain(number);
      case PADDED -> padded(number, format.digits());
      case DAY, TIME -> date(number, format.kind());
      case PART_OF_DATE ->
          Written.unclear(
              new Phrase("A date that does not show its day or its year.", "未显示日或年的日期。"),
              new Phrase("A date format with year, month and day is needed.", "应使用含年、月、日的日期格式。"));
      case CLOCK ->
          Written.unclear(
              new Phrase("A time without its day.", "没有日期的时间。"),
              new Phrase("A day with its time is needed.", "应为日期加时间。"));
      case SCALED ->
          Written.unclear(
              new Phrase("A number shown in percent or in thousands.", "以百分比或千为单位显示的数字。"),
              new Phrase("A number that shows the value that is kept is needed.", "应显示与存储值一致的数字。"));
    };
  }

  private static Written plain(BigDecimal number) {
    if (ShownNumber.isTooLong(number.round(KEPT)) || number.abs().compareTo(LOST) >= 0) {
      return Written.unclear(
          new Phrase(
              "A number of more than 15 digits, of which a sheet keeps no more.",
              "超过 15 位的数字；工作表只能保留 15 位。"),
          new Phrase(
              "An identifier written as text is needed: format the column as text, then write it"
                  + " anew.",
              "标识号应以文本书写：请先把该列设为文本格式，再重新录入。"));
    }
    return Written.text(text(number));
  }

  private static String text(BigDecimal number) {
    BigDecimal kept = number.round(KEPT);
    return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString();
  }

  private static Written padded(BigDecimal number, int digits) {
    Written plain = plain(number);
    boolean whole = plain.unclear().isEmpty() && plain.text().matches("\\d+");
    return whole
        ? Written.text("0".repeat(Math.max(0, digits - plain.text().length())) + plain.text())
        : plain;
  }

  private Written date(BigDecimal number, CellFormat.Kind kind) {
    BigDecimal serial = from1904 ? number.add(BigDecimal.valueOf(DAYS_TO_1904)) : number;
    if (serial.compareTo(BigDecimal.valueOf(FIRST_CERTAIN_DAY)) < 0
        || serial.compareTo(BigDecimal.valueOf(LAST_DAY + 1L)) >= 0) {
      return Written.unclear(
          new Phrase("A date outside the sheet's calendar.", "超出工作表日历范围的日期。"),
          new Phrase("A date from 1900-03-01 to 9999 is needed.", "应为 1900-03-01 至 9999 年的日期。"));
    }
    long millis = serial.multiply(MILLIS_OF_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    // A second is 1.2E-5 of a day: what is finer is noise of the sheet's arithmetic.
    long seconds = Math.round(millis / 1000.0);
    LocalDateTime time = LocalDate.of(1899, 12, 30).atStartOfDay().plusSeconds(seconds);
    boolean midnight = seconds % 86_400 == 0;
    return Written.text(
        kind == CellFormat.Kind.DAY && midnight
            ? time.toLocalDate().toString()
            : TIME.format(time));
  }
}

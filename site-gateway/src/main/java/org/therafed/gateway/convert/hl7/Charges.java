package org.therafed.gateway.convert.hl7;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.gateway.intake.hl7.Countries;
import org.therafed.gateway.intake.hl7.Hl7Message;
import org.therafed.gateway.intake.hl7.Hl7Segment;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CostComponent;

/** DFT^P03: each charge as a row of the table of charges. */
final class Charges {

  private static final int ID = 2;
  private static final int DATE = 4;
  private static final int TYPE = 6;
  private static final int CODE = 7;
  private static final int QUANTITY = 10;
  private static final int AMOUNT = 11;
  private static final int UNIT_AMOUNT = 12;
  private static final int COUNTRY = 17;

  private Charges() {}

  /**
   * Carries the charges.
   *
   * @param components what the site's codes pay for
   */
  static void carry(
      Hl7Message message, CourseNames courses, Map<String, String> components, Carried carried) {
    for (Hl7Segment segment : message.segments()) {
      if (segment.name().equals("FT1")) {
        charge(message, segment, courses, components, carried);
      }
    }
  }

  private static void charge(
      Hl7Message message,
      Hl7Segment ft1,
      CourseNames courses,
      Map<String, String> components,
      Carried carried) {
    String place = Texts.place(ft1);
    if (!ft1.text(TYPE).equals("CG")) {
      carried.lost(
          place,
          new Phrase("A transaction that is no charge (FT1-6 CG).", "该交易不是收费（FT1-6 应为 CG）。"));
      return;
    }
    Optional<String> component = component(ft1, components);
    if (component.isEmpty()) {
      carried.lost(
          place,
          new Phrase(
              "FT1-7 is in no component of cost; THERAFED_HL7_CHARGE_COMPONENTS says which.",
              "FT1-7 不属于任何费用构成；由 THERAFED_HL7_CHARGE_COMPONENTS 指明。"));
      return;
    }
    String day = Hl7Times.day(ft1.text(DATE));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("course_id", courses.of(segmentsOf(message, ft1)));
    fields.put("charge_id", ft1.text(ID));
    fields.put("component", component.get());
    fields.put("amount", amount(ft1));
    fields.put("currency", currency(message, ft1));
    fields.put("charged_on", day);
    fields.put("price_year", day.isEmpty() ? "" : day.substring(0, 4));
    carried.row(place, TableKind.CHARGES, fields);
  }

  /** The charge itself before what stands for the whole message. */
  private static List<Hl7Segment> segmentsOf(Hl7Message message, Hl7Segment ft1) {
    return Stream.concat(
            Stream.of(ft1),
            message.segments().stream().filter(segment -> !segment.name().equals("FT1")))
        .toList();
  }

  private static Optional<String> component(Hl7Segment ft1, Map<String, String> components) {
    for (int part : new int[] {1, 4}) {
      String code = ft1.text(CODE, part);
      if (components.containsKey(code)) {
        return Optional.of(components.get(code));
      }
      boolean ours = ft1.text(CODE, part + 2).equalsIgnoreCase(Texts.OURS);
      if (ours && CostComponent.coded(code).isPresent()) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** FT1-11, the whole amount; else FT1-12, that of one, as often as FT1-10 says. */
  private static String amount(Hl7Segment ft1) {
    String whole = ft1.text(AMOUNT);
    if (!whole.isEmpty()) {
      return whole;
    }
    try {
      return ft1.text(QUANTITY).isEmpty()
          ? ""
          : new BigDecimal(ft1.text(UNIT_AMOUNT))
              .multiply(new BigDecimal(ft1.text(QUANTITY)))
              .toPlainString();
    } catch (NumberFormatException e) {
      return "";
    }
  }

  /** The denomination of the amount; else that of the country in MSH-17, as the standard has it. */
  private static String currency(Hl7Message message, Hl7Segment ft1) {
    int field = ft1.text(AMOUNT).isEmpty() ? UNIT_AMOUNT : AMOUNT;
    String denomination = ft1.field(field).component(1, 2);
    if (!denomination.isEmpty()) {
      return denomination;
    }
    return Countries.alpha2(message.header().text(COUNTRY))
        .map(code -> new Locale.Builder().setRegion(code).build())
        .map(Currency::getInstance)
        .map(Currency::getCurrencyCode)
        .orElse("");
  }
}

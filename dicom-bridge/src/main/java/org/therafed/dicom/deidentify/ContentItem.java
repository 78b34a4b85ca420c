package org.therafed.dicom.deidentify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/**
 * What a content item (PS3.3 section 10.2 and C.17.3) says of the patient, by its concept name:
 * identity goes under every option, ages above 89 years become 90.
 */
final class ContentItem {
  /**
   * Accession number, name, id, birth date of the subject, name of the foetus' mother (DCM); birth
   * date, patient name (LOINC); date of birth, patient name, patient number, record number (SCT).
   */
  private static final Set<String> IDENTITY =
      Set.of(
          "121022",
          "121029",
          "121030",
          "121031",
          "121036",
          "21112-8",
          "54125-0",
          "184099003",
          "371484003",
          "422549004",
          "398225001");

  /** Concepts of other schemes say it in their meaning. */
  private static final Pattern MEANS_IDENTITY =
      Pattern.compile(
          "(?i)(birth ?da(y|te)|date of birth|\\bborn\\b|\\bdob\\b|\\bmrn\\b|telephone|\\bphone\\b"
              + "|address|social security|(patient|subject|person|mother|record|accession|hospital"
              + "|insurance|admission|encounter).{0,20}\\b(id|identifier|number|no|name)\\b)");

  /** Age of the subject (DCM); age, calculated, reported (LOINC); age, current, reported (SCT). */
  private static final Set<String> AGE =
      Set.of(
          "121033",
          "30525-0",
          "29553-5",
          "21612-7",
          "397669002",
          "424144002",
          "445518008",
          "63900-5");

  private static final Pattern MEANS_AGE =
      Pattern.compile(
          "(?i)(?<!\\p{L})(ages?|alter|edad|âge|età|idade|leeftijd)(?!\\p{L})|年[龄齡齢]",
          Pattern.UNICODE_CASE);

  /** Those ages count from conception, or are of an organ. */
  private static final Pattern MEANS_OTHER_AGE =
      Pattern.compile(
          "(?i)gestation|f(o?e)tal|conception|menstrual|ovulation|embryo|bone|skeletal|dental"
              + "|ultrasound|\\blmp\\b|composite|equivalent|related|age[ -]group|胎|骨");

  /** Characteristics of the patient, DCM, LOINC and SNOMED CT. */
  private static final Set<String> CHARACTERISTICS =
      Set.of(
          "121032",
          "8302-2",
          "29463-7",
          "3141-9",
          "27113001",
          "50373000",
          "8277-6",
          "301898006",
          "60621009",
          "F-01860",
          "F-03077",
          "F-008EC");

  private static final double OLDEST_YEARS = 89;

  private enum About {
    NOTHING_PERSONAL,
    IDENTITY,
    AGE,
    CHARACTERISTIC
  }

  private static final ContentItem NONE = new ContentItem(About.NOTHING_PERSONAL);

  private final About about;

  private ContentItem(About about) {
    this.about = about;
  }

  /**
   * What an item says by its concept name.
   *
   * @param known judgements over meanings met before in the object, which a report repeats
   */
  static ContentItem of(DataSet item, Map<String, ContentItem> known) {
    Optional<DataSet> name = item.item(Tag.ConceptNameCodeSequence);
    if (name.isEmpty()) {
      return NONE;
    }
    String code =
        name.get().string(Tag.CodeValue).or(() -> name.get().string(Tag.LongCodeValue)).orElse("");
    String meaning = name.get().string(Tag.CodeMeaning).orElse("");
    ContentItem meant = known.computeIfAbsent(meaning, ContentItem::meaning);
    if (IDENTITY.contains(code) || meant.about == About.IDENTITY) {
      return new ContentItem(About.IDENTITY);
    }
    if (AGE.contains(code) || meant.about == About.AGE) {
      return new ContentItem(About.AGE);
    }
    return CHARACTERISTICS.contains(code) ? new ContentItem(About.CHARACTERISTIC) : NONE;
  }

  private static ContentItem meaning(String text) {
    if (MEANS_IDENTITY.matcher(text).find()) {
      return new ContentItem(About.IDENTITY);
    }
    boolean age = MEANS_AGE.matcher(text).find() && !MEANS_OTHER_AGE.matcher(text).find();
    return age ? new ContentItem(About.AGE) : NONE;
  }

  /** What is done with an element of the item for what it says; empty where nothing. */
  Optional<Action> action(DataSet item, int tag, VR vr, boolean keepsCharacteristics) {
    return switch (about) {
      case NOTHING_PERSONAL -> Optional.empty();
      case IDENTITY -> identity(tag, vr);
      case AGE -> keepsCharacteristics ? age(item, tag) : characteristic(tag);
      case CHARACTERISTIC -> keepsCharacteristics ? Optional.empty() : characteristic(tag);
    };
  }

  /** What makes the item one stays; each value is a dummy or goes. */
  private static Optional<Action> identity(int tag, VR vr) {
    return switch (tag) {
      case Tag.RelationshipType,
          Tag.ValueType,
          Tag.ConceptNameCodeSequence,
          Tag.ContinuityOfContent,
          Tag.ReferencedContentItemIdentifier ->
          Optional.empty();
      case Tag.MeasuredValueSequence -> Optional.of(Action.EMPTY);
      case Tag.TextValue,
          Tag.Date,
          Tag.Time,
          Tag.DateTime,
          Tag.PersonName,
          Tag.NumericValue,
          Tag.ConceptCodeSequence ->
          Optional.of(Action.DUMMY);
      default -> Optional.of(vr == VR.UI ? Action.UID : Action.REMOVE);
    };
  }

  private static Optional<Action> characteristic(int tag) {
    return switch (tag) {
      case Tag.MeasuredValueSequence -> Optional.of(Action.EMPTY);
      case Tag.ConceptCodeSequence, Tag.TextValue, Tag.NumericValue -> Optional.of(Action.DUMMY);
      default -> Optional.empty();
    };
  }

  private static Optional<Action> age(DataSet set, int tag) {
    return switch (tag) {
      case Tag.MeasuredValueSequence ->
          set.items(tag).stream().allMatch(ContentItem::isCommonAge)
              ? Optional.empty()
              : Optional.of(Action.DUMMY);
      case Tag.NumericValue -> isCommonAge(set) ? Optional.empty() : Optional.of(Action.EMPTY);
      case Tag.TextValue -> Optional.of(Action.DUMMY);
      // Another form of the same number.
      case Tag.FloatingPointValue, Tag.RationalNumeratorValue, Tag.RationalDenominatorValue ->
          Optional.of(Action.REMOVE);
      default -> Optional.empty();
    };
  }

  private static boolean isCommonAge(DataSet value) {
    String number = value.string(Tag.NumericValue).orElse("");
    if (value.strings(Tag.NumericValue).size() > 1 || !ValueCleaner.isNumber(number)) {
      return false;
    }
    String unit =
        value
            .item(Tag.MeasurementUnitsCodeSequence)
            .flatMap(item -> item.string(Tag.CodeValue))
            .orElse("");
    double perYear =
        switch (unit) {
          case "mo" -> 12;
          case "wk" -> 52.18;
          case "d" -> 365.25;
          default -> 1;
        };
    return Double.parseDouble(number) / perYear < OLDEST_YEARS + 1;
  }
}

package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.profile.PersonElement;
import org.therafed.profiles.profile.Precision;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Ucum;

/**
 * Reads what facts need of one resource; what is absent is null, what must not be absent a fault.
 */
final class ResourceReader {
  private final Profile profile;
  private final JsonNode resource;

  ResourceReader(Profile profile, JsonNode resource) {
    this.profile = profile;
    this.resource = resource;
  }

  JsonNode at(String name) {
    return resource.path(name);
  }

  String id() {
    return required("id", resource.path("id").textValue());
  }

  String patient() {
    String name = PersonElement.of(resource);
    return required(name, referenced(resource.path(name)));
  }

  String status() {
    return resource.path("status").textValue();
  }

  <T> T required(String element, T value) {
    if (value == null) {
      throw ProjectionCode.NOT_VALID.with(safe("profile", profile.id()), safe("element", element));
    }
    return value;
  }

  /** The extension of a URL; missing if there is none. */
  JsonNode extension(String url) {
    return part(resource, url);
  }

  /** An extension within an element, or a part of a complex extension by its name. */
  static JsonNode part(JsonNode element, String url) {
    for (JsonNode item : element.path("extension")) {
      if (url.equals(item.path("url").textValue())) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  /** The id behind {@code Type/id}; null if there is no reference. */
  static String referenced(JsonNode reference) {
    String text = reference.path("reference").textValue();
    return text == null ? null : text.substring(text.indexOf('/') + 1);
  }

  /** The id of the first reference of a list to a type; null if there is none. */
  String firstReferenced(String name, String type) {
    for (JsonNode item : resource.path(name)) {
      String text = item.path("reference").asText();
      if (text.startsWith(type + "/")) {
        return text.substring(type.length() + 1);
      }
    }
    return null;
  }

  /** The code of a system in a concept; null if there is none. */
  static String code(JsonNode concept, String system) {
    for (JsonNode coding : concept.path("coding")) {
      if (system.equals(coding.path("system").textValue())) {
        return coding.path("code").textValue();
      }
    }
    return null;
  }

  static LocalDate date(JsonNode value) {
    return FhirTime.parse(value.textValue()).map(FhirTime::date).orElse(null);
  }

  /** A date given to the day; null if it is coarser or absent. */
  static LocalDate wholeDay(JsonNode value) {
    return FhirTime.parse(value.textValue())
        .filter(time -> time.satisfies(Precision.DAY))
        .map(FhirTime::date)
        .orElse(null);
  }

  static OffsetDateTime instant(JsonNode value) {
    return FhirTime.parse(value.textValue()).map(FhirTime::at).orElse(null);
  }

  /** The day of {@code <name>DateTime}, or of the start of {@code <name>Period}. */
  LocalDate day(String name) {
    LocalDate date = date(resource.path(name + "DateTime"));
    return date == null ? date(resource.path(name + "Period").path("start")) : date;
  }

  /** How exactly the day of {@link #day} is given. */
  DatePrecision precision(String name) {
    return FhirTime.parse(resource.path(name + "DateTime").textValue())
        .or(() -> FhirTime.parse(resource.path(name + "Period").path("start").textValue()))
        .map(time -> DatePrecision.ofLength(time.length()))
        .orElse(DatePrecision.DAY);
  }

  /** The same day; null where only its month or year is given. */
  LocalDate wholeDay(String name) {
    return precision(name) == DatePrecision.DAY ? day(name) : null;
  }

  static Integer integer(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : null;
  }

  /** The value of a quantity or of money as it stands; null where there is none: never a zero. */
  static BigDecimal number(JsonNode quantity) {
    return quantity.path("value").isNumber() ? quantity.path("value").decimalValue() : null;
  }

  /** A quantity in a unit; null if it is of another quantity or absent. */
  static BigDecimal quantity(JsonNode quantity, String unit) {
    String from = quantity.path("code").asText();
    BigDecimal value = number(quantity);
    return value != null && Ucum.convertible(from, unit) ? Ucum.convert(value, from, unit) : null;
  }
}

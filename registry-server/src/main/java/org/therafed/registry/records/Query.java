package org.therafed.registry.records;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * The query of a request, in its order.
 *
 * @param lenient whether what is not known is ignored ({@code Prefer: handling=lenient})
 */
record Query(List<Part> parts, boolean lenient) {

  private static final int MOST_PARTS = 64;
  private static final int LONGEST = 2000;
  private static final int LONGEST_FORM = 32 << 10;

  Query {
    parts = List.copyOf(parts);
  }

  /**
   * One parameter.
   *
   * @param name with its modifier
   */
  record Part(String name, String value) {
    /** What stands before the modifier. */
    String code() {
      int colon = name.indexOf(':');
      return colon < 0 ? name : name.substring(0, colon);
    }

    /** The modifier; empty if there is none. */
    String modifier() {
      int colon = name.indexOf(':');
      return colon < 0 ? "" : name.substring(colon + 1);
    }
  }

  /**
   * Reads it.
   *
   * @param uri path and query as they came
   * @param prefer the header; may be null
   * @throws Fault RG-HTTP-001 if it cannot be decoded or is too long
   */
  static Query of(String uri, String prefer) {
    List<Part> parts = new ArrayList<>();
    try {
      new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MOST_PARTS + 1)
          .parameters()
          .forEach((name, values) -> values.forEach(value -> parts.add(new Part(name, value))));
    } catch (IllegalArgumentException e) {
      throw RegistryCode.REQUEST_UNREADABLE.with(e);
    }
    boolean tooLong =
        parts.stream().anyMatch(p -> p.name().length() + p.value().length() > LONGEST);
    boolean unstorable =
        parts.stream().anyMatch(p -> p.name().indexOf(0) >= 0 || p.value().indexOf(0) >= 0);
    if (parts.size() > MOST_PARTS || tooLong || unstorable) {
      throw RegistryCode.REQUEST_UNREADABLE.with();
    }
    boolean lenient =
        prefer != null && prefer.toLowerCase(Locale.ROOT).contains("handling=lenient");
    return new Query(parts, lenient);
  }

  /**
   * Reads a form, as a search by POST sends it beside the query of its address.
   *
   * @param uri path and query as they came
   * @param form {@code application/x-www-form-urlencoded}
   * @throws Fault RG-HTTP-001
   */
  static Query ofForm(String uri, byte[] form, String prefer) {
    return of(together(uri, form), prefer);
  }

  /** The address of a search by GET that asks for the same. */
  static String together(String uri, byte[] form) {
    if (form != null && form.length > LONGEST_FORM) {
      throw RegistryCode.REQUEST_UNREADABLE.with();
    }
    String body = form == null ? "" : new String(form, StandardCharsets.UTF_8);
    return body.isEmpty() ? uri : uri + (uri.indexOf('?') < 0 ? "?" : "&") + body;
  }

  /**
   * A parameter that is not known: refused by its place, for its name may be anything.
   *
   * @param index from 0
   * @param choices what the route takes
   * @throws Fault RG-SEARCH-001 unless the client is lenient
   */
  void unknown(int index, String choices) {
    if (!lenient) {
      throw RegistryCode.SEARCH_PARAMETER.with(
          Fault.safe("position", index + 1), Fault.safe("choices", choices));
    }
  }
}

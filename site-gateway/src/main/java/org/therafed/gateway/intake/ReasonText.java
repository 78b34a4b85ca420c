package org.therafed.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.therafed.profiles.outcome.Reason;

/** Reasons as the database keeps them: a JSON array. */
public final class ReasonText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReasonText() {}

  /** Null where there is no reason. */
  public static String write(List<Reason> reasons) {
    try {
      return reasons.isEmpty() ? null : JSON.writeValueAsString(reasons);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A reason is plain text and can be written.", e);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static List<Reason> read(String text) {
    try {
      return text == null ? List.of() : JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The reasons of an arrival cannot be read.", e);
    }
  }
}

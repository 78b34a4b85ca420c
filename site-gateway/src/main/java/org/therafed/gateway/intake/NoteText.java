package org.therafed.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.convert.ConversionNote;

/** What a conversion doubted, as the database keeps it: a JSON array of code and text. */
public final class NoteText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private NoteText() {}

  /** Null where there is no note. */
  public static String write(List<ConversionNote> notes) {
    try {
      return notes.isEmpty()
          ? null
          : JSON.writeValueAsString(notes.stream().map(NoteText::json).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A note is plain text and can be written.", e);
    }
  }

  private static Map<String, String> json(ConversionNote note) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("code", note.code().code());
    json.put("text", note.text());
    return json;
  }

  /** Reads what {@link #write} wrote, for showing: code and text of each note. */
  public static List<Map<String, String>> read(String text) {
    try {
      return text == null ? List.of() : JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The notes of an arrival cannot be read.", e);
    }
  }
}

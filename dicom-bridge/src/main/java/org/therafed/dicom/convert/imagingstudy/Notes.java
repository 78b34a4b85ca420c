package org.therafed.dicom.convert.imagingstudy;

import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.convert.ConversionNote;

/** Gathers notes, each text once. */
final class Notes {
  private final List<ConversionNote> notes = new ArrayList<>();

  void add(ConversionNote.Code code, String text) {
    ConversionNote note = new ConversionNote(code, text);
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  List<ConversionNote> list() {
    return List.copyOf(notes);
  }
}

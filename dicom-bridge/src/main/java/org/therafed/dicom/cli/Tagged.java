package org.therafed.dicom.cli;

import java.util.Locale;
import java.util.Optional;
import org.therafed.dicom.dataset.Dictionary;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A tag as people write it: a keyword, {@code 00100010}, {@code 0010,0010} or in brackets. */
final class Tagged implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    return of(text).orElseThrow(() -> new TypeConversionException("a keyword or tag"));
  }

  /** The tag; empty where the text is neither keyword nor tag. */
  static Optional<Integer> of(String text) {
    String hex = text.toUpperCase(Locale.ROOT).replaceAll("[(), ]", "");
    return hex.matches("[0-9A-F]{8}")
        ? Optional.of(Integer.parseUnsignedInt(hex, 16))
        : Dictionary.tag(text);
  }
}

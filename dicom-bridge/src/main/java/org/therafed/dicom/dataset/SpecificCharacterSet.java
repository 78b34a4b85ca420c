package org.therafed.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The characters of a data set, (0008,0005): PS3.3 section C.12.1.1.2, PS3.5 section 6.1.
 *
 * <p>Bytes that the declared sets do not define decode to U+FFFD; nothing is guessed.
 */
public final class SpecificCharacterSet {
  /** Single sets without code extensions that decode as a whole. */
  private static final Map<String, String> WHOLE =
      Map.of("ISO_IR 192", "UTF-8", "GB18030", "GB18030", "GBK", "GBK");

  /** The default repertoire ISO IR 6, where (0008,0005) is absent. */
  public static final SpecificCharacterSet DEFAULT = new SpecificCharacterSet(List.of());

  /** ISO_IR 192. */
  public static final SpecificCharacterSet UTF_8 = new SpecificCharacterSet(List.of("ISO_IR 192"));

  private final List<String> terms;
  private final Charset whole;
  private final List<CodeElement> elements;
  private final boolean known;
  private final boolean extensions;

  private SpecificCharacterSet(List<String> terms) {
    this.terms = List.copyOf(terms);
    String first = terms.isEmpty() ? "" : terms.get(0);
    String wholeName = WHOLE.get(first);
    this.whole = wholeName == null ? null : Charset.forName(wholeName);
    List<CodeElement> found = new ArrayList<>();
    boolean allKnown = true;
    if (whole == null) {
      for (String term : terms) {
        CodeElement element = CodeElement.ofTerm(term);
        if (element == null) {
          allKnown = false;
        } else {
          found.add(element);
        }
      }
    }
    if (found.isEmpty()) {
      found.add(CodeElement.ASCII);
    }
    this.elements = List.copyOf(found);
    this.known = allKnown;
    this.extensions = terms.size() > 1 || first.startsWith("ISO 2022");
  }

  /**
   * Of the defined terms of (0008,0005), in order. Spelling variants met in files ({@code ISO IR
   * 100}, {@code ISO-IR 100}) are read like the defined term.
   */
  public static SpecificCharacterSet of(String... terms) {
    return of(List.of(terms));
  }

  /** As {@link #of(String...)}. */
  public static SpecificCharacterSet of(List<String> terms) {
    List<String> normal = new ArrayList<>();
    for (String term : terms) {
      normal.add(normal(term));
    }
    while (!normal.isEmpty() && normal.get(normal.size() - 1).isEmpty()) {
      normal.remove(normal.size() - 1);
    }
    return normal.isEmpty() ? DEFAULT : new SpecificCharacterSet(normal);
  }

  /** Of (0008,0005), whose terms are not in the set that they name, whatever VR it claims. */
  static SpecificCharacterSet of(Element element) {
    return of(Values.strings(element, VR.CS, DEFAULT));
  }

  private static String normal(String term) {
    String text = term.strip().toUpperCase(java.util.Locale.ROOT);
    String spaced = text.replace('_', ' ').replace('-', ' ');
    if (spaced.startsWith("ISO IR ")) {
      return "ISO_IR " + spaced.substring(7).strip();
    }
    if (spaced.startsWith("ISO 2022 ")) {
      return spaced;
    }
    return text;
  }

  /** The terms, normalised. */
  public List<String> terms() {
    return terms;
  }

  /** Whether every term is one that this class decodes. */
  public boolean isKnown() {
    return known;
  }

  /**
   * Decodes a whole value, delimiters included.
   *
   * @param personName whether code extensions also end at {@code ^} and {@code =}
   */
  public String decode(byte[] bytes, int offset, int length, boolean personName) {
    if (isPlain(bytes, offset, length)) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    if (whole != null) {
      return new String(bytes, offset, length, whole);
    }
    return new Iso2022Decoder(elements, personName).decode(bytes, offset, length);
  }

  /**
   * Encodes a whole value that is no person name.
   *
   * @throws DicomFault as {@link #encode(String, boolean)}
   */
  public byte[] encode(String text) {
    return encode(text, false);
  }

  /**
   * Encodes a whole value, delimiters included. What this returns decodes to the same text.
   *
   * @param personName whether code extensions also end at {@code ^} and {@code =}
   * @throws DicomFault {@link DicomFaultCode#NOT_ENCODABLE} where no declared set has a character
   */
  public byte[] encode(String text, boolean personName) {
    if (isPlain(text)) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    byte[] bytes =
        whole != null
            ? encodeWhole(text)
            : new Iso2022Encoder(elements, extensions, personName).encode(text);
    if (bytes == null) {
      throw DicomFault.of(
          DicomFaultCode.NOT_ENCODABLE,
          "a text needs characters outside the declared sets; set (0008,0005) to ISO_IR 192 first");
    }
    return bytes;
  }

  private byte[] encodeWhole(String text) {
    try {
      ByteBuffer bytes =
          whole
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] result = new byte[bytes.remaining()];
      bytes.get(result);
      return result;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80 || text.charAt(i) == 0x1B) {
        return false;
      }
    }
    return true;
  }

  /** Printable ASCII and control characters except ESC: the same in every set. */
  private static boolean isPlain(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0 || bytes[i] == 0x1B) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecificCharacterSet set && terms.equals(set.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    return String.join("\\", terms);
  }
}

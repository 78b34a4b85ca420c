package org.therafed.profiles.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalogue of Chinese sentences: one file for each enum of codes, {@code <Enum>_zh.properties}
 * beside its class, with the rows {@code <code>.found}, {@code .needed} and {@code .remedy}. Places
 * such as {@code {days}} are those of the English sentence.
 */
final class ChineseSentences {
  private static final Map<Class<?>, Properties> CATALOGUES = new ConcurrentHashMap<>();

  private ChineseSentences() {}

  /** The template of a code with its Chinese sentences; empty ones where its catalogue has none. */
  static Reason complete(FaultCode code) {
    Class<?> owner =
        code instanceof Enum<?> constant ? constant.getDeclaringClass() : code.getClass();
    Properties sentences = CATALOGUES.computeIfAbsent(owner, ChineseSentences::read);
    Reason english = code.template();
    return new Reason(
        english.code(),
        english.found(),
        english.needed(),
        english.remedy(),
        sentences.getProperty(english.code() + ".found", ""),
        sentences.getProperty(english.code() + ".needed", ""),
        sentences.getProperty(english.code() + ".remedy", ""));
  }

  private static Properties read(Class<?> owner) {
    Properties sentences = new Properties();
    try (InputStream in = owner.getResourceAsStream(owner.getSimpleName() + "_zh.properties")) {
      if (in != null) {
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
        sentences.load(text);
      }
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

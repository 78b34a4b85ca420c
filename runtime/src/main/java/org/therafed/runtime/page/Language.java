package org.therafed.runtime.page;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of pages and how one is chosen. */
public enum Language {
  EN(Locale.ENGLISH),
  ZH(Locale.CHINESE);

  /** Name of the cookie that keeps the choice. */
  public static final String COOKIE = "therafed-language";

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** As texts are chosen by it. */
  public Locale locale() {
    return locale;
  }

  /** {@code en} or {@code zh}. */
  public String tag() {
    return locale.getLanguage();
  }

  /** The one that a page offers beside its own. */
  public Language other() {
    return this == EN ? ZH : EN;
  }

  /** By parameter, then cookie, then what the browser prefers, then English. */
  public static Language of(String parameter, String cookie, HttpHeaders headers) {
    return named(parameter)
        .or(() -> named(cookie))
        .orElseGet(() -> preferred(headers.getAcceptableLanguages()));
  }

  private static Language preferred(List<Locale> accepted) {
    return accepted.stream()
        .map(locale -> named(locale.getLanguage()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(EN);
  }

  private static Optional<Language> named(String tag) {
    for (Language language : values()) {
      if (language.tag().equals(tag)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}

package org.therafed.registry.console;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The languages of the console and how one is chosen. */
enum Language {
  EN(Locale.ENGLISH),
  ZH(Locale.CHINESE);

  static final String COOKIE = "therafed-language";

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  String tag() {
    return locale.getLanguage();
  }

  Language other() {
    return this == EN ? ZH : EN;
  }

  /** By parameter, then cookie, then what the browser prefers, then English. */
  static Language of(String parameter, String cookie, HttpHeaders headers) {
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

package org.therafed.registry.onboarding;

import java.util.Locale;
import org.therafed.profiles.outcome.Phrase;

/**
 * Where a registered site stands. An invited one is not registered yet: see {@link Invitations}.
 */
public enum SiteState {
  REGISTERED("registered", "已登记"),
  TESTED("tested", "已测试"),
  ACCREDITED("accredited", "已认可"),
  LIVE("live", "已上线"),
  SUSPENDED("suspended", "已暂停");

  private final String english;
  private final String chinese;

  SiteState(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** As it is stored and answered. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public Phrase title() {
    return new Phrase(english, chinese);
  }

  static SiteState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}

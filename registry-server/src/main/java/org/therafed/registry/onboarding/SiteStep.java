package org.therafed.registry.onboarding;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/** The steps between the states of a site. */
enum SiteStep {
  /** A conformance run passed; a later one changes nothing. */
  PASS("pass the conformance run", "通过一致性测试"),
  /** An administrator vouches for the site; its modules open. */
  ACCREDIT("accredit", "认可"),
  /** The site's records are taken from now on. */
  GO_LIVE("go live", "上线"),
  /** Nothing of it is taken from now on; what it has sent stays. */
  SUSPEND("suspend", "暂停"),
  /** It stands where it stood before. */
  RESUME("resume", "恢复");

  private final String english;
  private final String chinese;

  SiteStep(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /**
   * Where the step leads.
   *
   * @param resumes the state before a suspension
   * @return the same state where the step is done already
   * @throws org.therafed.profiles.outcome.Fault RG-SITE-008 if it cannot be taken from there
   */
  SiteState taken(SiteState state, Optional<SiteState> resumes) {
    if (from().contains(state)) {
      return after(resumes);
    }
    if (!isDone(state)) {
      throw RegistryCode.STEP_NOT_NOW.with(
          safe("state", state.title()),
          safe("step", new Phrase(english, chinese)),
          safe("from", needed()));
    }
    return state;
  }

  private Set<SiteState> from() {
    return switch (this) {
      case PASS -> EnumSet.of(SiteState.REGISTERED);
      case ACCREDIT -> EnumSet.of(SiteState.TESTED);
      case GO_LIVE -> EnumSet.of(SiteState.ACCREDITED);
      case SUSPEND -> EnumSet.complementOf(EnumSet.of(SiteState.SUSPENDED));
      case RESUME -> EnumSet.of(SiteState.SUSPENDED);
    };
  }

  private SiteState after(Optional<SiteState> resumes) {
    return switch (this) {
      case PASS -> SiteState.TESTED;
      case ACCREDIT -> SiteState.ACCREDITED;
      case GO_LIVE -> SiteState.LIVE;
      case SUSPEND -> SiteState.SUSPENDED;
      // Suspended before there were other states: it was live.
      case RESUME -> resumes.orElse(SiteState.LIVE);
    };
  }

  private boolean isDone(SiteState state) {
    return switch (this) {
      case PASS -> state != SiteState.SUSPENDED;
      case ACCREDIT -> state == SiteState.ACCREDITED;
      case GO_LIVE -> state == SiteState.LIVE;
      // From any other state either can be taken.
      case SUSPEND, RESUME -> true;
    };
  }

  private Phrase needed() {
    return new Phrase(
        from().stream().map(state -> state.title().en()).collect(Collectors.joining(" or ")),
        from().stream().map(state -> state.title().zh()).collect(Collectors.joining("或")));
  }
}

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
  PASS(new Phrase("pass the conformance run", "通过一致性测试"), EnumSet.of(SiteState.REGISTERED)) {
    @Override
    SiteState after(Optional<SiteState> resumes) {
      return SiteState.TESTED;
    }
  },
  /** An administrator vouches for the site; its modules open. */
  ACCREDIT(new Phrase("accredit", "认可"), EnumSet.of(SiteState.TESTED)) {
    @Override
    SiteState after(Optional<SiteState> resumes) {
      return SiteState.ACCREDITED;
    }
  },
  /** The site's records are taken from now on. */
  GO_LIVE(new Phrase("go live", "上线"), EnumSet.of(SiteState.ACCREDITED)) {
    @Override
    SiteState after(Optional<SiteState> resumes) {
      return SiteState.LIVE;
    }
  },
  /** Nothing of it is taken from now on; what it has sent stays. */
  SUSPEND(
      new Phrase("suspend", "暂停"), EnumSet.complementOf(EnumSet.of(SiteState.SUSPENDED))) {
    @Override
    SiteState after(Optional<SiteState> resumes) {
      return SiteState.SUSPENDED;
    }
  },
  /** It stands where it stood before. */
  RESUME(new Phrase("resume", "恢复"), EnumSet.of(SiteState.SUSPENDED)) {
    @Override
    SiteState after(Optional<SiteState> resumes) {
      // Suspended before there were other states: it was live.
      return resumes.orElse(SiteState.LIVE);
    }
  };

  private final Phrase title;
  private final Set<SiteState> from;

  SiteStep(Phrase title, Set<SiteState> from) {
    this.title = title;
    this.from = from;
  }

  abstract SiteState after(Optional<SiteState> resumes);

  /**
   * Where the step leads.
   *
   * @param resumes the state before a suspension
   * @return the same state where the step is done already
   * @throws org.therafed.profiles.outcome.Fault RG-SITE-008 if it cannot be taken from there
   */
  SiteState taken(SiteState state, Optional<SiteState> resumes) {
    if (from.contains(state)) {
      return after(resumes);
    }
    boolean done =
        switch (this) {
          case PASS -> state != SiteState.SUSPENDED;
          case RESUME -> true;
          default -> state == after(resumes);
        };
    if (!done) {
      throw RegistryCode.STEP_NOT_NOW.with(
          safe("state", state.title()), safe("step", title), safe("from", needed()));
    }
    return state;
  }

  private Phrase needed() {
    return new Phrase(
        from.stream().map(state -> state.title().en()).collect(Collectors.joining(" or ")),
        from.stream().map(state -> state.title().zh()).collect(Collectors.joining("或")));
  }
}

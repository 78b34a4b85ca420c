package org.therafed.registry.onboarding.conformance;

import java.util.List;
import java.util.stream.Collectors;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.validation.Issue;
import org.therafed.registry.fault.InvalidTransfer;
import org.therafed.registry.fault.RegistryCode;

/**
 * What the registry said to something that was tried.
 *
 * @param code with which it was refused; empty: accepted
 * @param detail the reason of a refusal; codes and paths, no values
 */
record Judgement(String code, Phrase detail) {

  private static final int MOST_ISSUES = 5;

  private static final Judgement ACCEPTED = new Judgement("", Phrase.NONE);

  /** Nothing was there to be tried. */
  static final Judgement NOT_TRIED = new Judgement("none", Phrase.NONE);

  static Judgement of(Runnable attempt) {
    try {
      attempt.run();
      return ACCEPTED;
    } catch (Fault fault) {
      return refused(fault);
    } catch (InvalidTransfer invalid) {
      return new Judgement(RegistryCode.INVALID.code(), Phrase.same(shown(invalid.issues())));
    }
  }

  static Judgement accepted() {
    return ACCEPTED;
  }

  static Judgement refused(Fault fault) {
    return new Judgement(fault.code().code(), fault.reason().foundPhrase());
  }

  boolean isAccepted() {
    return code.isEmpty();
  }

  boolean isRefusedWith(RegistryCode expected) {
    return code.equals(expected.code());
  }

  Phrase outcome() {
    if (isAccepted()) {
      return new Phrase("accepted", "已接受");
    }
    if (this.equals(NOT_TRIED)) {
      return new Phrase("not tried, because it or the test course is missing", "未测试，因为缺少该项或测试疗程");
    }
    return new Phrase(
        "refused (" + code + ": " + withoutStop(detail.en()) + ")",
        "已拒绝（" + code + "：" + withoutStop(detail.zh()) + "）");
  }

  private static String withoutStop(String sentence) {
    return sentence.replaceFirst("[.。]$", "");
  }

  private static String shown(List<Issue> issues) {
    return issues.stream()
        .limit(MOST_ISSUES)
        .map(issue -> issue.code() + " " + issue.expression())
        .collect(Collectors.joining("; "));
  }
}

package org.therafed.gateway.validate;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.fault.ValidateCode;
import org.therafed.gateway.module.KnownModules;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.RecordValidator;
import org.therafed.profiles.validation.Severity;

/**
 * Holds what would leave against the registry's profiles, with the registry's own validator. It is
 * compiled beside the rest of the start; the first record waits for it.
 */
@Startup
@Singleton
public class RecordValidation {

  private static final int MOST_REASONS = 20;
  private static final Pattern QUOTED = Pattern.compile("has the (code|unit) .* \\(rule:");
  private static final Pattern QUOTED_ZH = Pattern.compile("的(代码|单位)为 .*（规则：");

  private final CompletableFuture<RecordValidator> validator;

  @Inject
  public RecordValidation(Clock clock, KnownModules modules) {
    this.validator =
        CompletableFuture.supplyAsync(
            () -> new RecordValidator(Publication.definitions(), clock, modules::current));
  }

  /** Why it may not leave, the summary first; empty: it may. */
  public List<Reason> errors(DeidentifiedBundle bundle) {
    return reasons(issues(bundle, Set.of(Severity.ERROR)));
  }

  /** As {@link #errors}, and what somebody should look at before it leaves. */
  public List<Reason> errorsOrDoubts(DeidentifiedBundle bundle) {
    return reasons(issues(bundle, Set.of(Severity.values())));
  }

  private List<Issue> issues(DeidentifiedBundle bundle, Set<Severity> severities) {
    List<Issue> issues = new ArrayList<>();
    for (ObjectNode resource : bundle.resources()) {
      validator.join().validate(resource).stream()
          .filter(issue -> severities.contains(issue.severity()))
          .forEach(issues::add);
    }
    return issues;
  }

  private static List<Reason> reasons(List<Issue> issues) {
    if (issues.isEmpty()) {
      return List.of();
    }
    GatewayCode code =
        issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR)
            ? ValidateCode.VALIDATE
            : ValidateCode.VALIDATE_DOUBTED;
    List<Reason> reasons = new ArrayList<>();
    reasons.add(code.reason(safe("count", issues.size()), safe("first", shown(issues.get(0)))));
    issues.stream().limit(MOST_REASONS).map(issue -> reason(issue, code)).forEach(reasons::add);
    return reasons;
  }

  private static Reason reason(Issue issue, GatewayCode code) {
    Reason general = code.reason();
    Phrase shown = shown(issue);
    return new Reason(
        issue.code(),
        issue.expression() + ": " + shown.en(),
        general.needed(),
        general.remedy(),
        issue.expression() + "：" + shown.zh(),
        general.neededZh(),
        general.remedyZh());
  }

  /** Without the code or unit found: inside a hospital it may be a name in the wrong field. */
  private static Phrase shown(Issue issue) {
    return new Phrase(
        QUOTED.matcher(issue.message()).replaceFirst("has a $1 that is not allowed (rule:"),
        QUOTED_ZH.matcher(issue.messageZh()).replaceFirst("的$1不被允许（规则："));
  }
}

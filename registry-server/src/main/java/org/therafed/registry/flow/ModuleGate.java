package org.therafed.registry.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.Severity;
import org.therafed.registry.fault.InvalidTransfer;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.ingest.AcceptedTransfer;
import org.therafed.registry.onboarding.SiteCapabilities;

/** Lets pass what is of modules that the site has said to treat by. */
@ApplicationScoped
class ModuleGate {

  private static final String MODULE = Canonical.extension("module");

  private final SiteCapabilities capabilities;

  ModuleGate(SiteCapabilities capabilities) {
    this.capabilities = capabilities;
  }

  /** An entry that names a module. */
  private record Named(int entry, String module) {}

  /**
   * The transfer, if each of its modules is open at the site. A site whose profile names no module
   * was vouched for by the administrator, and sends what it has.
   *
   * @throws InvalidTransfer (as failure) RG-INGEST-009 with every entry of another module
   */
  Uni<AcceptedTransfer> admit(AcceptedTransfer transfer) {
    List<Named> named = named(transfer.resources());
    if (named.isEmpty()) {
      return Uni.createFrom().item(transfer);
    }
    return capabilities
        .modules(transfer.site().value())
        .invoke(open -> open.ifPresent(modules -> require(named, modules)))
        .replaceWith(transfer);
  }

  private static void require(List<Named> named, Set<String> open) {
    List<Issue> issues =
        named.stream()
            .filter(each -> !open.contains(each.module()))
            .map(ModuleGate::issue)
            .toList();
    if (!issues.isEmpty()) {
      throw new InvalidTransfer(RegistryCode.MODULE_OUTSIDE, issues);
    }
  }

  private static Issue issue(Named named) {
    Reason reason = RegistryCode.MODULE_OUTSIDE.with(Fault.safe("entry", named.entry())).reason();
    return new Issue(
        Severity.ERROR,
        RegistryCode.MODULE_OUTSIDE.code(),
        "Bundle.entry[" + named.entry() + "].resource.extension",
        "",
        reason.text(),
        reason.textZh());
  }

  private static List<Named> named(List<ObjectNode> resources) {
    List<Named> named = new ArrayList<>();
    for (int i = 0; i < resources.size(); i++) {
      int entry = i;
      module(resources.get(i)).ifPresent(module -> named.add(new Named(entry, module)));
    }
    return named;
  }

  /** The last part of {@code …/PlanDefinition/rlt-psma|1.0.0}, without its version. */
  private static Optional<String> module(JsonNode resource) {
    for (JsonNode extension : resource.path("extension")) {
      if (MODULE.equals(extension.path("url").textValue())) {
        String canonical = extension.path("valueCanonical").asText("").replaceFirst("[|].*$", "");
        return Optional.of(canonical.substring(canonical.lastIndexOf('/') + 1));
      }
    }
    return Optional.empty();
  }
}

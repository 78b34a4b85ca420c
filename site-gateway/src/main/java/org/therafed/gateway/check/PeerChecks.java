package org.therafed.gateway.check;

import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.gateway.intake.dimse.CommitmentPeers;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;

/** Whether the hospital's systems that the gateway calls answer; nobody is named to them. */
final class PeerChecks {

  private final List<Finding> findings;

  private PeerChecks(List<Finding> findings) {
    this.findings = findings;
  }

  static void check(SiteConfig config, Site site, List<Finding> findings) {
    PeerChecks checks = new PeerChecks(findings);
    checks.archives(config, site, name -> true);
    checks.servers(config, site, name -> true);
    checks.requesters(config, name -> true);
  }

  /** One archive, asked by C-ECHO or by QIDO-RS. */
  static void archive(SiteConfig config, Site site, String name, List<Finding> findings) {
    new PeerChecks(findings).archives(config, site, name::equals);
  }

  /** One FHIR server. */
  static void server(SiteConfig config, Site site, String name, List<Finding> findings) {
    new PeerChecks(findings).servers(config, site, name::equals);
  }

  /** One requester of storage commitment, asked by C-ECHO. */
  static void requester(SiteConfig config, String name, List<Finding> findings) {
    new PeerChecks(findings).requesters(config, name::equals);
  }

  private void archives(SiteConfig config, Site site, Predicate<String> asked) {
    PullSources sources = new PullSources(config, site);
    sources.names().stream().filter(asked).forEach(name -> archive(sources, name));
  }

  private void servers(SiteConfig config, Site site, Predicate<String> asked) {
    FhirPullSources servers = new FhirPullSources(config, site);
    servers.names().stream().filter(asked).forEach(name -> server(servers, name));
  }

  private void requesters(SiteConfig config, Predicate<String> asked) {
    CommitmentPeers requesters = new CommitmentPeers(config);
    requesters.names().stream().filter(asked).forEach(name -> requester(requesters, name));
  }

  private void archive(PullSources sources, String name) {
    Phrase what = new Phrase("The archive " + name, "影像归档 " + name + " ");
    try {
      sources.archive(name).test();
      answers(what);
    } catch (Fault fault) {
      fails(what, fault.reason());
    }
  }

  private void server(FhirPullSources servers, String name) {
    Phrase what = new Phrase("The FHIR server " + name, "FHIR 服务器 " + name + " ");
    if (servers.lacksKey(name)) {
      warn(
          what.then(
              new Phrase(
                  " is not asked: the gateway's key for it is made at GET /ops/fhir-pull/jwks.",
                  "未查询：网关的密钥将在 GET /ops/fhir-pull/jwks 时生成。")));
      return;
    }
    try {
      servers.server(name).test();
      answers(what);
    } catch (Fault fault) {
      fails(what, fault.reason());
    }
  }

  private void requester(CommitmentPeers requesters, String name) {
    Phrase what =
        new Phrase("The requester of storage commitment " + name, "存储承诺请求方 " + name + " ");
    try {
      requesters.test(name);
      answers(what);
    } catch (DicomFault fault) {
      warn(what.then(new Phrase(" cannot be told: ", "无法送达：")).then(told(fault)));
    }
  }

  private static Phrase told(DicomFault fault) {
    for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return TlsProblem.of(cause).phrase().then(new Phrase(".", "。"));
      }
    }
    return Phrase.same(fault.getMessage());
  }

  private void answers(Phrase what) {
    findings.add(new Finding(Finding.Level.OK, what.then(new Phrase(" answers.", "可达。"))));
  }

  private void fails(Phrase what, Reason reason) {
    warn(
        what.then(new Phrase(": " + reason.code() + " ", "：" + reason.code() + " "))
            .then(reason.foundPhrase())
            .then(Phrase.same(" "))
            .then(reason.neededPhrase()));
  }

  /** The gateway works without it, and tries again by itself. */
  private void warn(Phrase text) {
    findings.add(new Finding(Finding.Level.WARNING, text));
  }
}

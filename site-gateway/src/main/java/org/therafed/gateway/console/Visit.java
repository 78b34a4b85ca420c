package org.therafed.gateway.console;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.ConsoleRole;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.Reason;
import org.therafed.runtime.login.SessionIdentityProvider;
import org.therafed.runtime.login.oidc.ProviderSignIn;
import org.therafed.runtime.page.Language;
import org.therafed.runtime.page.Pages;

/** One request of a person: who it is, in which language, and how things are written in it. */
@RequestScoped
public class Visit {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final SecurityIdentity person;
  private final HttpHeaders headers;
  private final UriInfo uri;
  private final Site site;
  private final SiteConfig config;

  @Inject
  Visit(SecurityIdentity person, HttpHeaders headers, UriInfo uri, Site site, SiteConfig config) {
    this.person = person;
    this.headers = headers;
    this.uri = uri;
    this.site = site;
    this.config = config;
  }

  Language language() {
    Cookie chosen = headers.getCookies().get(Language.COOKIE);
    return Language.of(
        uri.getQueryParameters().getFirst("lang"),
        chosen == null ? null : chosen.getValue(),
        headers);
  }

  String account() {
    return person.getPrincipal().getName();
  }

  /** Whether a provider keeps the person's password. */
  boolean isProvided() {
    return ProviderSignIn.isOf(account());
  }

  /** How the person is called. */
  String shown() {
    String label = person.getAttribute(SessionIdentityProvider.LABEL);
    return label == null || label.isEmpty() ? account() : label;
  }

  boolean is(ConsoleRole role) {
    return person.hasRole(role.code());
  }

  /**
   * The frame of a page.
   *
   * @param here its path
   */
  Frame frame(String here) {
    Language language = language();
    return new Frame(
        language.tag(),
        language.other().tag(),
        here,
        person.isAnonymous() ? "" : shown(),
        is(ConsoleRole.OPERATOR),
        is(ConsoleRole.OFFICER),
        is(ConsoleRole.CLINICIAN),
        config.siteName().orElse(config.siteId()));
  }

  Response page(TemplateInstance template) {
    return page(template, 200);
  }

  Response page(TemplateInstance template, int status) {
    return answer(template, status).await().indefinitely();
  }

  /** The same for a thread that must not wait. */
  Uni<Response> answer(TemplateInstance template, int status) {
    return Pages.of(template, language(), status);
  }

  /** A sentence in the page's language. */
  String text(Phrase phrase) {
    return language() == Language.ZH && !phrase.zh().isEmpty() ? phrase.zh() : phrase.en();
  }

  /** A reason without its code. */
  String text(Reason reason) {
    return language() == Language.ZH && !reason.foundZh().isEmpty()
        ? reason.foundZh() + reason.neededZh() + reason.remedyZh()
        : reason.found() + " " + reason.needed() + " " + reason.remedy();
  }

  /** A moment as the hospital's clocks show it; empty for none. */
  String time(Instant moment) {
    return moment == null ? "" : TIME.format(moment.atZone(site.zone()));
  }

  /**
   * The id of a path.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-OPS-001 if it is none
   */
  static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ServiceCode.ARRIVAL_UNKNOWN.with();
    }
  }
}

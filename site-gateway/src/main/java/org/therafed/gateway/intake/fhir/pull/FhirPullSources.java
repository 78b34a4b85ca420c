package org.therafed.gateway.intake.fhir.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.gateway.site.FhirPullConfig;
import org.therafed.gateway.site.FhirTrust;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.Profile;

/** The FHIR servers that the settings name. */
@Singleton
public class FhirPullSources {

  /** Types that say nothing of a person by themselves: they come with what refers to them. */
  static final Set<String> PRODUCTS = Set.of("Medication", "BiologicallyDerivedProduct");

  private static final Set<String> ALWAYS = Set.of("Patient", "Consent");
  private static final String BULK = "bulk";

  private final SiteConfig config;
  private final Site site;
  private final Map<String, FhirServer> servers = new ConcurrentHashMap<>();

  @Inject
  public FhirPullSources(SiteConfig config, Site site) {
    this.config = config;
    this.site = site;
  }

  /** Names, in order. */
  public List<String> names() {
    return config.fhirPull().sources().keySet().stream().sorted().toList();
  }

  /** Whether the server is asked for exports; else it is searched. */
  public boolean isBulk(String name) {
    return settings(name).kind().equals(BULK);
  }

  /** Group whose members are exported; empty: all patients. */
  public Optional<String> group(String name) {
    return settings(name).group();
  }

  /** Base address, with a slash at its end. */
  public String base(String name) {
    return settings(name).url().orElseThrow().toString().replaceFirst("/+$", "") + "/";
  }

  /** Types beside Patient and Consent that are asked for: those of the settings, or all known. */
  public Set<String> types(String name, Set<String> offered) {
    Optional<List<String>> wanted = settings(name).types();
    Set<String> types =
        wanted
            .map(list -> list.stream().map(String::strip).collect(Collectors.toSet()))
            .orElseGet(() -> known(offered));
    Set<String> asked = new TreeSet<>(types);
    asked.removeAll(ALWAYS);
    return asked;
  }

  private static Set<String> known(Set<String> offered) {
    return Set.of(Profile.values()).stream()
        .map(Profile::resourceType)
        .filter(offered::contains)
        .collect(Collectors.toSet());
  }

  /** Whether resources of a type are about nobody by themselves. */
  public static boolean isProduct(String type) {
    return PRODUCTS.contains(type);
  }

  /**
   * The server of a name.
   *
   * @throws org.therafed.profiles.outcome.Fault where there is none
   */
  public FhirServer server(String name) {
    FhirPullConfig.Source source = settings(name);
    return servers.computeIfAbsent(name, key -> made(source));
  }

  /** The public half of the gateway's own key for these servers, made if there is none yet. */
  public Map<String, Object> ownKey() {
    return ClientKey.ownPublic(keys());
  }

  /** Whether the gateway's own key would be used and is not there yet. */
  public boolean lacksKey(String name) {
    FhirPullConfig.Source source = settings(name);
    return source.clientId().isPresent()
        && source.keyFile().isEmpty()
        && !Files.exists(keys().resolve(ClientKey.OWN));
  }

  private Path keys() {
    return site.folder("keys");
  }

  private FhirPullConfig.Source settings(String name) {
    return Optional.ofNullable(config.fhirPull().sources().get(name))
        .orElseThrow(FhirPullCode.SOURCE::with);
  }

  private FhirServer made(FhirPullConfig.Source source) {
    URI base = source.url().orElseThrow();
    FhirWire wire =
        new FhirWire(
            source.truststore().map(file -> trusted(source)),
            config.fhirPull().timeout(),
            config.fhirMaxBody().asLongValue(),
            config.fhirMaxNesting());
    Optional<SmartAccess> access =
        source
            .clientId()
            .map(
                client ->
                    new SmartAccess(
                        client,
                        source.scope(),
                        key(source),
                        endpoint(source, base, wire),
                        wire,
                        site.clock()));
    return new FhirServer(
        base,
        wire,
        access,
        wait -> Thread.sleep(wait.toMillis()),
        site.clock(),
        config.fhirPull().timeout());
  }

  private Supplier<ClientKey> key(FhirPullConfig.Source source) {
    return () ->
        source
            .keyFile()
            .map(file -> ClientKey.of(Path.of(file), source.keyId()))
            .orElseGet(() -> ClientKey.own(keys()));
  }

  /** As the settings say, else as the server does; asked for with every token. */
  private static Supplier<URI> endpoint(FhirPullConfig.Source source, URI base, FhirWire wire) {
    return () -> source.tokenEndpoint().orElseGet(() -> discovered(base, wire));
  }

  private static URI discovered(URI base, FhirWire wire) {
    URI address =
        URI.create(base.toString().replaceFirst("/+$", "") + "/.well-known/smart-configuration");
    FhirWire.Answer answer =
        wire.send(HttpRequest.newBuilder(address).header("Accept", "application/json"));
    JsonNode json = wire.jsonOrNothing(answer);
    String found = json.path("token_endpoint").asText();
    boolean usable = found.startsWith("https://") || sameOrigin(found, base);
    if (answer.status() != 200 || !usable) {
      throw FhirPullCode.TOKEN.with(
          safe(
              "detail",
              new Phrase(
                  "its .well-known/smart-configuration names none; TOKEN_ENDPOINT may do so",
                  "其 .well-known/smart-configuration 未给出端点；可用 TOKEN_ENDPOINT 设定")));
    }
    return URI.create(found);
  }

  /** Plain http is for the server itself only, which the settings allow on this machine alone. */
  private static boolean sameOrigin(String found, URI base) {
    return found.startsWith(base.getScheme() + "://" + base.getAuthority() + "/");
  }

  private static SSLContext trusted(FhirPullConfig.Source source) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(FhirTrust.of(source));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw FhirPullCode.TLS.with(e, safe("detail", TlsProblem.OWN_FILES.phrase()));
    }
  }
}

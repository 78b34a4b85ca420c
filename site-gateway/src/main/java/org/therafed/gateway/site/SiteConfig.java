package org.therafed.gateway.site;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may set. Each name is also an environment variable: {@code therafed.site-id} is
 * {@code THERAFED_SITE_ID}. {@link StartupChecks} looks at the values before anything listens.
 */
@ConfigMapping(prefix = "therafed")
public interface SiteConfig {

  /** Identifier of this hospital in the federation: lower-case letters, digits, hyphens. */
  @WithDefault("site")
  String siteId();

  /** Name of the hospital, for people. */
  Optional<String> siteName();

  /** Zone of times that carry none, e.g. {@code Asia/Shanghai}; the machine's zone if absent. */
  Optional<String> siteZone();

  /** Folder of keys, received files and the embedded database. */
  @WithDefault("therafed-data/gateway")
  String dataDir();

  @WithDefault("127.0.0.1")
  String httpHost();

  @WithDefault("8081")
  int httpPort();

  /** Base address of the registry; absent: everything is queued and nothing is sent. */
  Optional<URI> registryUrl();

  /**
   * The key by which the registry signs packages, as its operator gave it at onboarding; absent: no
   * package is fetched or used.
   */
  Optional<String> registryPackageKey();

  /** How often the registry is asked for packages. */
  @WithDefault("1h")
  Duration packagesEvery();

  /**
   * What leaves: {@code records}, or {@code aggregates}, where records stay here and questions are
   * answered with sums.
   */
  @WithDefault("records")
  String sharing();

  /** Questions to a site that shares aggregates. */
  QueryConfig query();

  /** TLS to the registry. */
  RegistryTlsConfig registryTls();

  /** The nightly comparison of what was sent with what the registry has. */
  ReconciliationConfig reconciliation();

  /** Name of the DICOM engine; others than our own must be on the class path. */
  @WithDefault("therafed")
  String dicomEngine();

  @WithDefault("127.0.0.1")
  String dicomHost();

  /** TCP port of the DICOM listener; 0 takes a free one. */
  @WithDefault("11112")
  int dicomPort();

  @WithDefault("THERAFED")
  String dicomAeTitle();

  /** Titles of the only callers that may associate, separated by commas; absent: any. */
  Optional<List<String>> dicomCallingAes();

  /** TLS of the DICOM listener, and of associations to nodes that ask for it. */
  DicomTlsConfig dicomTls();

  /** Associations open at once; more are rejected as a transient lack. */
  @WithDefault("64")
  int dicomMaxAssociations();

  /** Longest silence of an open association. */
  @WithDefault("5m")
  Duration dicomIdleTimeout();

  /** Who may ask whether objects are safe here, and where the answer goes. */
  DicomCommitmentConfig dicomCommitment();

  /** How long a study must have been quiet before it counts as complete; bare numbers: seconds. */
  @WithDefault("5s")
  Duration dicomQuietSeconds();

  /** Largest DICOM object accepted. */
  @WithDefault("2G")
  MemorySize dicomMaxObject();

  /** Largest body of a STOW-RS request. */
  @WithDefault("16G")
  MemorySize stowMaxBody();

  /** Most parts of a STOW-RS request. */
  @WithDefault("10000")
  int stowMaxParts();

  /** Archives that are asked for images. */
  PullConfig pull();

  /** FHIR servers that are asked for records. */
  FhirPullConfig fhirPull();

  /** File with the federation key, 32 bytes in base64; absent: no linkage token is made. */
  Optional<String> federationKeyFile();

  /** File with the key that wraps the site's keys, 32 bytes in base64. */
  Optional<String> keyEncryptionKeyFile();

  /** The key that wraps the site's keys, 32 bytes in base64, where no file has it. */
  Optional<String> keyEncryptionKey();

  /** File with the passphrase of the escrow file, 16 characters or more. */
  Optional<String> escrowPassphraseFile();

  /** The passphrase of the escrow file, where no file has it. */
  Optional<String> escrowPassphrase();

  /** Escrow file that a gateway without keys takes its keys from. */
  Optional<String> escrowRestoreFile();

  /**
   * Country (ISO 3166-1 alpha-2) of national ids that neither say theirs nor show it by their form;
   * absent: such ids link nobody.
   */
  Optional<String> nationalIdCountry();

  /** Issuer of patient ids that name none; {@code urn:therafed:mrn:<site>} if absent. */
  Optional<String> patientIssuer();

  /** Bearer token of intake and operations; needed where HTTP is bound beyond loopback. */
  Optional<String> intakeToken();

  /** Password of the console's account {@code admin}; absent: one is made and printed. */
  Optional<String> adminPassword();

  /** Largest body of a FHIR request. */
  @WithDefault("16M")
  MemorySize fhirMaxBody();

  /** Deepest nesting of a FHIR body. */
  @WithDefault("64")
  int fhirMaxNesting();

  /** Largest table. */
  @WithDefault("64M")
  MemorySize tableMaxBody();

  /** Most data rows of a table. */
  @WithDefault("200000")
  int tableMaxRows();

  /** Folder into which the hospital's systems put tables; absent: none is looked at. */
  Optional<String> watchDir();

  /** How often the watch folder is looked at. */
  @WithDefault("5s")
  Duration watchEvery();

  /** How long a file of the watch folder must not have changed before it counts as complete. */
  @WithDefault("10s")
  Duration watchSettle();

  /** File with the hospital's complete opt-out list; absent: only uploaded ones count. */
  Optional<String> optOutFile();

  /** How the identified content of arrivals is kept. */
  RetentionConfig retention();

  /** Threads that take arrivals through the stages. */
  @WithDefault("2")
  int flowWorkers();

  /** Most resources in one transfer. */
  @WithDefault("200")
  int transferMaxResources();

  /** Transfers on their way to the registry at one time; one per patient at most. */
  @WithDefault("8")
  int forwardInFlight();

  /** Longest wait for one answer of the registry. */
  @WithDefault("60s")
  Duration forwardTimeout();

  /** Upper bound of the first back-off; doubles with each failure. */
  @WithDefault("500ms")
  Duration forwardBackoffFirst();

  /** Upper bound of every back-off. */
  @WithDefault("60s")
  Duration forwardBackoffCap();
}

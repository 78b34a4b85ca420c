package org.therafed.gateway.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.therafed.runtime.login.oidc.TestProvider;

/** A gateway with a federation key, free ports, and short waits; the registry is not started. */
public final class GatewayTestResource implements QuarkusTestResourceLifecycleManager {

  /** Bytes of the largest object that the listener takes. */
  public static final int LARGEST_OBJECT = 2 << 20;

  /** Bytes of the largest HL7 message. */
  public static final int LARGEST_MESSAGE = 256 << 10;

  /** Bytes of the largest FHIR body. */
  public static final int LARGEST_FHIR_BODY = 1 << 20;

  /** Bytes of the largest table. */
  public static final int LARGEST_TABLE = 2 << 20;

  /** Bytes of the largest body of a STOW-RS request. */
  public static final int LARGEST_STOW_BODY = 8 << 20;

  /** Most parts of a STOW-RS request. */
  public static final int MOST_STOW_PARTS = 10;

  /** Bearer token of the DICOMweb archive. */
  public static final String ARCHIVE_TOKEN = "token-of-the-archive";

  private static final String MAPPINGS = "therafed.table-mappings-dir";

  private final Socket registryPort = new Socket();
  private final Socket webPort = new Socket();
  private final Socket pacsPort = new Socket();
  private final Socket requesterPort = new Socket();
  private final Socket fhirPort = new Socket();
  private final Socket providerPort = new Socket();
  private Path keyFile;
  private Path tokenFile;

  @Override
  public Map<String, String> start() {
    try {
      // It is read as a setting of the process, as when the program starts.
      System.setProperty(MAPPINGS, Path.of("docs", "mappings").toString());
      byte[] key = new byte[32];
      java.util.Arrays.fill(key, (byte) 7);
      keyFile = Files.createTempFile("federation", ".key");
      Files.writeString(keyFile, Base64.getEncoder().encodeToString(key));
      Map<String, String> settings = new HashMap<>();
      settings.put("therafed.site-id", "site-a");
      settings.put("therafed.site-zone", "Asia/Shanghai");
      settings.put("therafed.admin-password", Staff.ADMIN_PASSWORD);
      settings.put("therafed.dicom-port", "0");
      settings.put("therafed.dicom-quiet-seconds", "0.3s");
      settings.put("therafed.dicom-max-object", Integer.toString(LARGEST_OBJECT));
      settings.put("therafed.hl7-port", "0");
      settings.put("therafed.hl7-max-message", Integer.toString(LARGEST_MESSAGE));
      settings.put("therafed.hl7-charge-components", "B-77=hospital");
      settings.put("therafed.hl7-consent-types", "RESEARCH");
      settings.put("therafed.hl7-own-authorities", "HOSP,1.2.3.99");
      settings.put("therafed.fhir-max-body", Integer.toString(LARGEST_FHIR_BODY));
      settings.put("therafed.table-max-body", Integer.toString(LARGEST_TABLE));
      settings.put("therafed.stow-max-body", Integer.toString(LARGEST_STOW_BODY));
      settings.put("therafed.stow-max-parts", Integer.toString(MOST_STOW_PARTS));
      settings.put("therafed.federation-key-file", keyFile.toString());
      settings.put("therafed.registry-url", "http://127.0.0.1:" + hold(registryPort));
      settings.put("therafed.forward-backoff-first", "20ms");
      settings.put("therafed.forward-backoff-cap", "100ms");
      settings.put("therafed.forward-timeout", "10s");
      settings.put("therafed.escrow-passphrase", "correct horse battery");
      settings.put("therafed.reconciliation.at", "never");
      settings.put("therafed.registry-package-key", Packages.KEY);
      settings.putAll(
          TestProvider.settings(
              "http://127.0.0.1:" + hold(providerPort) + "/realm",
              "g-it=operator,g-dpo=data-protection-officer,g-doctor=clinician"));
      settings.putAll(archives());
      settings.putAll(fhirServers());
      String requester = "therafed.dicom-commitment.requesters.ct.";
      settings.put(requester + "ae-title", "SENDER");
      settings.put(requester + "host", "127.0.0.1");
      settings.put(requester + "port", Integer.toString(hold(requesterPort)));
      settings.put("therafed.dicom-commitment.backoff-first", "20ms");
      settings.put("therafed.dicom-commitment.backoff-cap", "100ms");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One FHIR server, which is searched under one name and asked for exports under another. */
  private Map<String, String> fhirServers() throws IOException {
    String url = "http://127.0.0.1:" + hold(fhirPort) + "/r4";
    Map<String, String> settings = new HashMap<>();
    settings.put("therafed.fhir-pull.overlap", "0s");
    settings.put("therafed.fhir-pull.timeout", "10s");
    for (String source : new String[] {"his", "lake"}) {
      String prefix = "therafed.fhir-pull.sources." + source + ".";
      settings.put(prefix + "kind", source.equals("his") ? "search" : "bulk");
      settings.put(prefix + "url", url);
      settings.put(prefix + "client-id", FakeFhirServer.CLIENT);
    }
    return settings;
  }

  /** Archives of all kinds of trouble; none is asked by schedule. */
  private Map<String, String> archives() throws IOException {
    tokenFile = Files.createTempFile("archive", ".token");
    Files.writeString(tokenFile, ARCHIVE_TOKEN + "\n");
    int web = hold(webPort);
    int pacs = hold(pacsPort);
    String sources = "therafed.pull.sources.";
    Map<String, String> settings = new HashMap<>();
    settings.put("therafed.pull.timeout", "10s");
    settings.put(sources + "web.kind", "dicomweb");
    settings.put(sources + "web.url", "http://127.0.0.1:" + web + "/dicom-web");
    settings.put(sources + "web.token-file", tokenFile.toString());
    settings.put(sources + "tls.kind", "dicomweb");
    settings.put(sources + "tls.url", "https://127.0.0.1:" + pacs + "/dicom-web");
    settings.put(sources + "pacs.host", "127.0.0.1");
    settings.put(sources + "pacs.port", Integer.toString(pacs));
    settings.put(sources + "pacs.called-ae", "ARCHIVE");
    settings.put(sources + "nowhere.host", "archive.invalid");
    settings.put(sources + "nowhere.called-ae", "ARCHIVE");
    return settings;
  }

  /**
   * A port that the system gives to nobody else while registries of this test come and go on it.
   * Sockets that both allow the reuse of an address may be bound to one port while at most one of
   * them listens.
   */
  private static int hold(Socket port) throws IOException {
    port.setReuseAddress(true);
    port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return port.getLocalPort();
  }

  @Override
  public void stop() {
    System.clearProperty(MAPPINGS);
    try {
      registryPort.close();
      webPort.close();
      pacsPort.close();
      requesterPort.close();
      fhirPort.close();
      providerPort.close();
      Files.deleteIfExists(tokenFile);
      Files.deleteIfExists(keyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.therafed.gateway.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.ECKey;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.deidentify.pseudonym.FederationKey;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.forward.http.SiteCredential;
import org.therafed.gateway.forward.local.KeptHere;
import org.therafed.gateway.forward.local.LocalRecords;
import org.therafed.gateway.module.KnownModules;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.support.Configs;
import org.therafed.gateway.support.Packages;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteAnswer;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.TransferBundle;

/** A site of its own: schema, keys and agent; several stand beside each other in one process. */
final class AskedSite implements AutoCloseable {

  private static final KeysetHandle REGISTRY = registryKeys();

  private final String id;
  private final AgroalDataSource source;
  private final Site site;
  private final SiteConfig config;
  private final KnownModules modules = new KnownModules();
  private final SiteCredential credential;
  final Database database;
  final KeptHere kept;
  private long sequence;

  /** Where the database is. */
  record Server(String url, String user, String password, Sealing sealing) {}

  AskedSite(Server server, String id, Path folder, Clock clock, Map<String, String> settings) {
    this.id = id;
    String schema = id.replace('-', '_');
    try {
      this.source =
          AgroalDataSource.from(
              new AgroalDataSourceConfigurationSupplier()
                  .connectionPoolConfiguration(
                      pool ->
                          pool.maxSize(4)
                              .connectionFactoryConfiguration(
                                  factory ->
                                      factory
                                          .jdbcUrl(server.url() + "?currentSchema=" + schema)
                                          .principal(new NamePrincipal(server.user()))
                                          .credential(new SimplePassword(server.password())))));
      Flyway.configure().dataSource(source).schemas(schema).load().migrate();
      Map<String, String> all = new HashMap<>(settings);
      all.put("therafed.site-id", id);
      all.put("therafed.data-dir", folder.resolve(id).toString());
      all.put("therafed.registry-package-key", Packages.KEY);
      Path key = folder.resolve("federation.key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      all.put("therafed.federation-key-file", key.toString());
      this.config = Configs.of(all);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.site = new Site(config, clock);
    this.credential = new SiteCredential(site);
    this.database = new Database(source, server::sealing);
    this.kept = new KeptHere(database, modules, site);
  }

  /** The agent as it is after a start: all that it knows is in the database. */
  QueryAgent agent() {
    LinkageTokens tokens = new LinkageTokens(site, new FederationKey(config));
    try {
      tokens.registryKey(
          TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(REGISTRY.getPublicKeysetHandle()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return new QueryAgent(
        database,
        site,
        config,
        modules,
        new LocalRecords(modules),
        credential,
        new QuestionBook(site),
        new PeerKeys(site, new PeerBook(site, config)),
        new SiteLedger(site, config),
        new Tokens(tokens));
  }

  /** Where its people decide. */
  QuestionDesk desk() {
    return new QuestionDesk(
        database, new QuestionBook(site), new PeerBook(site, config), new SiteLedger(site, config));
  }

  String id() {
    return id;
  }

  ECKey key() {
    try {
      return ECKey.parse(credential.publicJwk());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the agent answers to a message. */
  List<SiteAnswer> answers(String text) {
    return agent().answers(text).stream().map(AskedSite::read).toList();
  }

  static SiteAnswer read(String signed) {
    try {
      return SiteAnswer.parse(JWSObject.parse(signed).getPayload().toBytes());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Keeps a treated person.
   *
   * @param days to the last day on which the person is known
   * @param category of the response; empty for none
   */
  void treated(String patient, String sex, int days, boolean dead, String category, String linked) {
    LocalDate start = LocalDate.of(2024, 1, 1);
    List<ObjectNode> records = new ArrayList<>();
    records.add(KeptRecords.patient(patient, sex, linked.isEmpty() ? "" : token(linked)));
    records.add(KeptRecords.course(patient, start));
    records.add(KeptRecords.vitalStatus(patient, start.plusDays(days), dead));
    if (!category.isEmpty()) {
      records.add(KeptRecords.response(patient, start.plusDays(10), category));
    }
    keep(records);
  }

  void keep(List<ObjectNode> records) {
    kept.send(
        TransferBundle.bytes(TransferBundle.build(new SiteId(id), ++sequence, records)),
        Optional.empty());
  }

  long nextNumber() {
    return ++sequence;
  }

  private static String token(String linked) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              REGISTRY
                  .getPublicKeysetHandle()
                  .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
                  .encrypt(
                      AskedFigure.sha256(linked).substring(0, 32).getBytes(StandardCharsets.UTF_8),
                      LinkageToken.context()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeysetHandle registryKeys() {
    try {
      HybridConfig.register();
      return KeysetHandle.generateNew(
          PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> column(String sql) {
    return database.inTransaction(tx -> tx.list(sql, row -> row.getString(1)));
  }

  @Override
  public void close() {
    source.close();
  }
}

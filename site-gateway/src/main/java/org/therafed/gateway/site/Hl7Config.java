package org.therafed.gateway.site;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an operator may set for HL7 v2 over MLLP. Named as in {@link SiteConfig}: {@code
 * therafed.hl7-port} is {@code THERAFED_HL7_PORT}.
 */
@ConfigMapping(prefix = "therafed")
public interface Hl7Config {

  @WithDefault("127.0.0.1")
  String hl7Host();

  /** TCP port of the MLLP listener; absent: none listens; 0 takes a free one. */
  OptionalInt hl7Port();

  /** Whether identified messages may travel without TLS beyond loopback. */
  @WithDefault("false")
  boolean hl7PlainBeyondLoopback();

  /** Key and certificate of the listener, PKCS#12; absent: no TLS. */
  Optional<String> hl7TlsKeystore();

  Optional<String> hl7TlsKeystorePassword();

  /** Certificates of the only senders that may connect, PKCS#12; absent: none is asked for. */
  Optional<String> hl7TlsTruststore();

  Optional<String> hl7TlsTruststorePassword();

  /** Largest message. */
  @WithDefault("16M")
  MemorySize hl7MaxMessage();

  /** How long a connection may be silent, and how long one message may take to come. */
  @WithDefault("10m")
  Duration hl7IdleTimeout();

  @WithDefault("64")
  int hl7MaxConnections();

  /** The only senders, {@code MSH-3} or {@code MSH-3@MSH-4}, separated by commas; absent: any. */
  Optional<List<String>> hl7Senders();

  /** Character set of messages that name none in MSH-18, as HL7 table 0211 or Java names it. */
  @WithDefault("UTF-8")
  String hl7Charset();

  /**
   * Assigning authorities (PID-3.4, namespace or universal id) whose ids are the hospital's own
   * record numbers, those that tables write.
   */
  Optional<List<String>> hl7OwnAuthorities();

  /** Fields that name the course of an administration or a charge; the first that is filled. */
  @WithDefault("ORC-4,ORC-2,ORC-3,FT1-23,PV1-19")
  List<String> hl7CourseFields();

  /**
   * Types of consent (CON-2.1) that are about registry research, separated by commas; absent: no
   * message decides on consent.
   */
  Optional<List<String>> hl7ConsentTypes();

  /** What the codes of FT1-7 pay for: {@code code=component}, separated by commas. */
  Optional<List<String>> hl7ChargeComponents();
}

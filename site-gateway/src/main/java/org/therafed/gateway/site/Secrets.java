package org.therafed.gateway.site;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Secrets that the operator gives by a file or by the environment; a file goes before. */
@Singleton
public class Secrets {

  private final SiteConfig config;

  @Inject
  public Secrets(SiteConfig config) {
    this.config = config;
  }

  /**
   * What wraps the site's keys: 32 bytes in base64 each. The first wraps; the others, on lines of
   * their own, may have wrapped before.
   */
  public List<String> keyEncryptionKeys() {
    return of(config.keyEncryptionKeyFile(), config.keyEncryptionKey())
        .map(Secrets::words)
        .orElse(List.of());
  }

  static List<String> words(String text) {
    return List.of(text.split("\\s+"));
  }

  /** What closes and opens the escrow file. */
  public Optional<String> escrowPassphrase() {
    return of(config.escrowPassphraseFile(), config.escrowPassphrase());
  }

  /** The escrow file that a gateway without keys takes its keys from. */
  public Optional<Path> escrowRestoreFile() {
    return config.escrowRestoreFile().filter(file -> !file.isBlank()).map(Path::of);
  }

  /** The secret, without white space around it; empty where neither gives one. */
  static Optional<String> of(Optional<String> file, Optional<String> text) {
    Optional<String> inFile = file.filter(name -> !name.isBlank()).map(Secrets::read);
    return inFile.or(() -> text).map(String::strip).filter(secret -> !secret.isEmpty());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the secrets, for logs. */
  @Override
  public String toString() {
    return "Secrets";
  }
}

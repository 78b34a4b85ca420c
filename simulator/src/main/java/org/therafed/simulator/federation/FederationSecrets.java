package org.therafed.simulator.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of a demonstration, kept in its folder. The federation key follows from the seed, so
 * that a run can be repeated; in production it is random and shared among hospitals by people.
 */
final class FederationSecrets {
  private static final int PASSWORD_BYTES = 15;

  private final Path federationKeyFile;
  private final String adminPassword;

  private FederationSecrets(Path federationKeyFile, String adminPassword) {
    this.federationKeyFile = federationKeyFile;
    this.adminPassword = adminPassword;
  }

  /** The secrets of a folder, made where they are missing. */
  static FederationSecrets in(Path folder, long seed) {
    Path key = folder.resolve("federation.key");
    keep(key, Base64.getEncoder().encodeToString(sha256("therafed-demo-federation|" + seed)));
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password =
        keep(
            folder.resolve("admin-password"),
            Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    return new FederationSecrets(key, password);
  }

  Path federationKeyFile() {
    return federationKeyFile;
  }

  String adminPassword() {
    return adminPassword;
  }

  /** Writes a file that its owner alone can read, unless it is there; returns what it holds. */
  private static String keep(Path file, String text) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

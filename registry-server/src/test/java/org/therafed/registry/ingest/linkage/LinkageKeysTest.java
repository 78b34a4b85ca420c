package org.therafed.registry.ingest.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.registry.settings.RegistryConfig;

class LinkageKeysTest {

  private static final String CONTEXT = LinkageToken.FORMAT;

  @TempDir Path folder;
  @TempDir Path otherFolder;

  @Test
  void samePersonHasTheSameKeyAfterARestart() throws GeneralSecurityException {
    LinkageKeys first = keys(folder);
    LinkageToken token = token(first, "person", CONTEXT);
    LinkageKeys restarted = keys(folder);
    assertThat(restarted.open(token)).isPresent().isEqualTo(first.open(token));
    assertThat(restarted.open(token(first, "person", CONTEXT))).isEqualTo(first.open(token));
    assertThat(restarted.open(token(first, "another", CONTEXT))).isNotEqualTo(first.open(token));
    assertThat(restarted.publicKeyset()).isEqualTo(first.publicKeyset());
  }

  @Test
  void personKeyIsNotWhatIsInsideAndDiffersBetweenRegistries() throws GeneralSecurityException {
    LinkageKeys one = keys(folder);
    LinkageKeys other = keys(otherFolder);
    String key = one.open(token(one, "person", CONTEXT)).orElseThrow().value();
    assertThat(key).hasSize(64).doesNotContain("person");
    assertThat(other.open(token(other, "person", CONTEXT)).orElseThrow().value()).isNotEqualTo(key);
  }

  @Test
  void tokenOfAnotherRegistryPurposeOrShapeCannotBeOpened() throws GeneralSecurityException {
    LinkageKeys keys = keys(folder);
    LinkageToken good = token(keys, "person", CONTEXT);
    byte[] bytes = Base64.getDecoder().decode(good.value());
    bytes[bytes.length - 1] ^= 1;
    assertThat(keys.open(token(keys(otherFolder), "person", CONTEXT))).isEmpty();
    assertThat(keys.open(token(keys, "person", "another-purpose"))).isEmpty();
    // Made before national ids were checked and their countries told apart.
    assertThat(keys.open(token(keys, "person", "therafed-linkage-v1"))).isEmpty();
    assertThat(keys.open(new LinkageToken(Base64.getEncoder().encodeToString(bytes)))).isEmpty();
    assertThat(keys.open(new LinkageToken("AAAA"))).isEmpty();
  }

  @Test
  void publicKeysetHoldsNoSecretAndFilesAreTheOwnersOnly()
      throws GeneralSecurityException, IOException {
    LinkageKeys keys = keys(folder);
    assertThat(keys.publicKeyset().toString())
        .contains("ASYMMETRIC_PUBLIC")
        .doesNotContain("PRIVATE");
    for (String file : List.of("linkage.keyset.json", "person-v1.key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("keys").resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  private static LinkageKeys keys(Path folder) throws GeneralSecurityException {
    return new LinkageKeys(new Settings(folder));
  }

  private static LinkageToken token(LinkageKeys keys, String inside, String context)
      throws GeneralSecurityException {
    byte[] encrypted =
        TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(keys.publicKeyset().toString())
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class)
            .encrypt(
                inside.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
    return new LinkageToken(Base64.getEncoder().encodeToString(encrypted));
  }

  private record Settings(Path dataDir) implements RegistryConfig {
    @Override
    public int siteTransfersAMinute() {
      return 1;
    }

    @Override
    public int questionBudget() {
      return 1;
    }

    @Override
    public Optional<String> adminPassword() {
      return Optional.empty();
    }
  }
}

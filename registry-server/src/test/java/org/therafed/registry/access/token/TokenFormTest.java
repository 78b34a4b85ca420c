package org.therafed.registry.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.therafed.registry.fault.FaultBody;
import org.therafed.registry.fault.RegistryCode;

class TokenFormTest {

  private static final String SOUND =
      "grant_type=client_credentials"
          + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
          + "&client_assertion=a.b.c&scope=system%2F*.cruds";

  @Test
  void whatIsAskedForIsReadAndUnknownFieldsArePassedOver() {
    TokenForm form = read(SOUND + "&resource=x&resource=y&client_id=site-a");
    assertThat(form.assertion()).isEqualTo("a.b.c");
    assertThat(form.scope()).isEqualTo("system/*.cruds");
    assertThat(form.clientId()).isEqualTo("site-a");
    assertThat(form.toString()).doesNotContain("a.b.c", "site-a");
  }

  @Test
  void fieldThatIsMissingTwiceOrOtherIsRefused() {
    refused("", "RG-TOKEN-001");
    for (String once : SOUND.split("&", -1)) {
      refused(SOUND + "&" + once, "RG-TOKEN-001");
    }
    refused(SOUND.replace("grant_type=client_credentials", "a=b"), "RG-TOKEN-001");
    refused(SOUND.replace("client_credentials", "password"), "RG-TOKEN-002");
    refused(SOUND.replace("client_credentials", "authorization_code"), "RG-TOKEN-002");
    refused(SOUND.replace("jwt-bearer", "saml2-bearer"), "RG-TOKEN-001");
    refused(SOUND.replace("a.b.c", ""), "RG-TOKEN-001");
    refused(SOUND.replace("scope=system%2F*.cruds", "scope=+"), "RG-TOKEN-003");
    refused(SOUND.replace("&scope=system%2F*.cruds", ""), "RG-TOKEN-003");
  }

  @Test
  void formThatIsNoneIsRefused() {
    refused("{}", "RG-TOKEN-001");
    refused(SOUND.replace("%2F", "%zz"), "RG-TOKEN-001");
    refused(SOUND + "&a=b".repeat(20), "RG-TOKEN-001");
    refused(SOUND + "&a=" + "b".repeat(TokenForm.LARGEST), "RG-TOKEN-001");
  }

  @Test
  void refusalIsOneOfTheStandard() {
    assertThat(FaultBody.of(RegistryCode.TOKEN_GRANT.with(), "/token").text())
        .contains("\"error\":\"unsupported_grant_type\"", "client_credentials。");
    assertThat(FaultBody.of(RegistryCode.TOKEN_SCOPE.with(), "/token").text())
        .contains("\"error\":\"invalid_scope\"");
    assertThat(FaultBody.of(RegistryCode.STORE_UNAVAILABLE.with(), "/token").text())
        .contains("\"error\":\"temporarily_unavailable\"");
  }

  private static TokenForm read(String form) {
    return TokenForm.read(form.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(String form, String code) {
    assertThatThrownBy(() -> read(form)).hasMessageStartingWith(code);
  }
}

package org.therafed.gateway.intake.fhir.pull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.gateway.site.TlsFiles;

/**
 * The key by which the gateway proves itself to a token endpoint: RS384, ES384 or ES256.
 *
 * @param kid name of the key; empty: none is stated
 */
record ClientKey(JWSSigner signer, JWSAlgorithm algorithm, Optional<String> kid) {

  /** The gateway's own key, below the folder of keys. */
  static final String OWN = "fhir-client.jwk";

  private static final int LEAST_RSA_BITS = 2048;

  /** Of a file that holds a JWK or PEM. */
  static ClientKey of(Path file, Optional<String> kid) {
    try {
      String text = Files.readString(file).strip();
      return text.startsWith("{") ? of(JWK.parse(text), kid) : of(TlsFiles.privateKey(file), kid);
    } catch (IOException | GeneralSecurityException | ParseException | JOSEException e) {
      throw FhirPullCode.KEY.with(e);
    }
  }

  /** The gateway's own, made at its first use. */
  static ClientKey own(Path folder) {
    try {
      return of(ownKey(folder), Optional.empty());
    } catch (JOSEException e) {
      throw FhirPullCode.KEY.with(e);
    }
  }

  /** The public half of the gateway's own key, as a JWK Set that a server can be given. */
  static Map<String, Object> ownPublic(Path folder) {
    return new JWKSet(ownKey(folder).toPublicJWK()).toJSONObject(true);
  }

  private static synchronized ECKey ownKey(Path folder) {
    Path file = folder.resolve(OWN);
    try {
      if (!Files.exists(file)) {
        ECKey made =
            new ECKeyGenerator(Curve.P_384)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES384)
                .keyIDFromThumbprint(true)
                .generate();
        SecretFiles.write(file, made.toJSONString());
      }
      return ECKey.parse(Files.readString(file));
    } catch (IOException | JOSEException | ParseException e) {
      throw FhirPullCode.KEY.with(e);
    }
  }

  private static ClientKey of(JWK key, Optional<String> kid) throws JOSEException {
    Optional<String> name = kid.or(() -> Optional.ofNullable(key.getKeyID()));
    if (key instanceof ECKey curve && curve.isPrivate()) {
      return new ClientKey(new ECDSASigner(curve), algorithm(curve.getCurve()), name);
    }
    if (key instanceof RSAKey rsa && rsa.isPrivate() && rsa.size() >= LEAST_RSA_BITS) {
      return new ClientKey(new RSASSASigner(rsa), JWSAlgorithm.RS384, name);
    }
    throw FhirPullCode.KEY.with();
  }

  private static ClientKey of(PrivateKey key, Optional<String> kid) throws JOSEException {
    if (key instanceof ECPrivateKey curve) {
      Curve of = Curve.forECParameterSpec(curve.getParams());
      return new ClientKey(new ECDSASigner(key, of), algorithm(of), kid);
    }
    if (key.getAlgorithm().equals("RSA")) {
      // Below 2048 bits the signer refuses the key by itself.
      return new ClientKey(new RSASSASigner(key), JWSAlgorithm.RS384, kid);
    }
    throw FhirPullCode.KEY.with();
  }

  private static JWSAlgorithm algorithm(Curve curve) {
    if (Curve.P_384.equals(curve)) {
      return JWSAlgorithm.ES384;
    }
    if (Curve.P_256.equals(curve)) {
      return JWSAlgorithm.ES256;
    }
    throw FhirPullCode.KEY.with();
  }

  /** A signed assertion. */
  String sign(JWTClaimsSet claims) {
    JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
    kid.ifPresent(header::keyID);
    SignedJWT jwt =
        new SignedJWT(header.type(com.nimbusds.jose.JOSEObjectType.JWT).build(), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw FhirPullCode.KEY.with(e);
    }
    return jwt.serialize();
  }

  @Override
  public String toString() {
    return "ClientKey[" + algorithm + "]";
  }
}

package org.therafed.registry.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.function.Function;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;

/** Messages that a site signs one by one: holds the signature against the site's keys. */
@ApplicationScoped
public class SignedMessages {

  private final SiteKeys keys;

  SignedMessages(SiteKeys keys) {
    this.keys = keys;
  }

  /**
   * What was signed.
   *
   * @param sender as its token says
   * @param type of the signature's header
   * @param body JWS in compact form
   * @param unacceptable the fault to answer, made of the reason; its failure is that of the result
   */
  public Uni<byte[]> payload(
      SiteId sender, String type, String body, Function<String, Fault> unacceptable) {
    JWSObject signed;
    try {
      signed = JWSObject.parse(body);
    } catch (ParseException e) {
      return Uni.createFrom().failure(unacceptable.apply("it is not signed"));
    }
    if (!new JOSEObjectType(type).equals(signed.getHeader().getType())) {
      return Uni.createFrom().failure(unacceptable.apply("its signature is of another kind"));
    }
    return keys.liveKeysOf(sender.value())
        .map(
            known -> {
              if (Signatures.signer(signed, known).isEmpty()) {
                throw unacceptable.apply("its signature is not by a registered key");
              }
              return signed.getPayload().toBytes();
            });
  }
}

package org.therafed.registry.remap;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.List;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.registry.access.Signatures;
import org.therafed.registry.access.SiteKeys;
import org.therafed.registry.fault.RegistryCode;

/** Reads a message that renames pseudonyms, and holds its signature against the site's key. */
@ApplicationScoped
class RemapReader {

  private static final JOSEObjectType TYPE = new JOSEObjectType(PseudonymRemap.TYPE);

  private final SiteKeys keys;

  RemapReader(SiteKeys keys) {
    this.keys = keys;
  }

  /**
   * The message of a site.
   *
   * @param sender as its token says
   * @throws Fault (as failure) RG-REMAP-001 if it is none or not signed by the sender,
   *     RG-INGEST-002 if it is in another site's name
   */
  Uni<PseudonymRemap> read(SiteId sender, String body) {
    JWSObject signed;
    try {
      signed = JWSObject.parse(body);
    } catch (ParseException e) {
      return Uni.createFrom().failure(unacceptable("it is not signed"));
    }
    if (!TYPE.equals(signed.getHeader().getType())) {
      return Uni.createFrom().failure(unacceptable("its signature is of another kind"));
    }
    return keys.liveKeysOf(sender.value()).map(known -> verified(sender, signed, known));
  }

  private static PseudonymRemap verified(SiteId sender, JWSObject signed, List<JWK> known) {
    if (Signatures.signer(signed, known).isEmpty()) {
      throw unacceptable("its signature is not by a registered key");
    }
    PseudonymRemap remap;
    try {
      remap = PseudonymRemap.parse(signed.getPayload().toBytes());
    } catch (Fault e) {
      throw unacceptable("it is of another form");
    }
    if (!remap.site().equals(sender)) {
      throw RegistryCode.OTHER_SENDER.with();
    }
    return remap;
  }

  private static Fault unacceptable(String reason) {
    return RegistryCode.REMAP_UNACCEPTABLE.with(Fault.safe("reason", reason));
  }
}

package org.therafed.registry.remap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.registry.access.SignedMessages;
import org.therafed.registry.fault.RegistryCode;

/** Reads a message that renames pseudonyms, and holds its signature against the site's key. */
@ApplicationScoped
class RemapReader {

  private final SignedMessages messages;

  RemapReader(SignedMessages messages) {
    this.messages = messages;
  }

  /**
   * The message of a site.
   *
   * @param sender as its token says
   * @throws Fault (as failure) RG-REMAP-001 if it is none or not signed by the sender,
   *     RG-INGEST-002 if it is in another site's name
   */
  Uni<PseudonymRemap> read(SiteId sender, String body) {
    return messages
        .payload(sender, PseudonymRemap.TYPE, body, RemapReader::unacceptable)
        .map(payload -> remap(sender, payload));
  }

  private static PseudonymRemap remap(SiteId sender, byte[] payload) {
    PseudonymRemap remap;
    try {
      remap = PseudonymRemap.parse(payload);
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

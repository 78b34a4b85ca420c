package org.therafed.dicom.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The user information of an association PDU, PS3.7 Annex D.3.3.
 *
 * @param maxLength largest PDU the sender of this receives, 0 for any
 * @param operations asynchronous operations window; empty where not negotiated
 * @param roles by SOP class UID
 * @param extended service class application information by SOP class UID
 * @param serviceClasses service class UID by SOP class UID (common extended negotiation)
 * @param identity in a request only
 * @param identityAnswer in an acceptance only; empty bytes for "taken"
 */
record UserInformation(
    long maxLength,
    Optional<Operations> operations,
    Map<String, Role> roles,
    Map<String, byte[]> extended,
    Map<String, String> serviceClasses,
    Optional<UserIdentity> identity,
    Optional<byte[]> identityAnswer) {

  /**
   * How many messages may be without answer, 0 for any number.
   *
   * @param invoked by the requestor
   * @param performed by the requestor for the acceptor
   */
  record Operations(int invoked, int performed) {}

  UserInformation {
    roles = new LinkedHashMap<>(roles);
    extended = new LinkedHashMap<>(extended);
    serviceClasses = new LinkedHashMap<>(serviceClasses);
  }

  /** The largest PDU and nothing else. */
  static UserInformation of(long maxLength) {
    return new UserInformation(
        maxLength,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }
}

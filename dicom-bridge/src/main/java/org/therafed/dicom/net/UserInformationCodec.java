package org.therafed.dicom.net;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.io.Part10Writer;

/** The user information item to bytes and back, PS3.7 Annex D.3.3 and PS3.8 Annex D.1. */
final class UserInformationCodec {
  private UserInformationCodec() {}

  static byte[] encode(UserInformation user) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Items.item(body, Pdu.ITEM_MAX_LENGTH, Items.u32(user.maxLength()));
    Items.text(body, Pdu.ITEM_IMPLEMENTATION_CLASS, Part10Writer.IMPLEMENTATION_CLASS_UID);
    user.operations()
        .ifPresent(
            window ->
                Items.item(
                    body,
                    Pdu.ITEM_OPERATIONS,
                    Items.join(Items.u16(window.invoked()), Items.u16(window.performed()))));
    user.roles()
        .forEach(
            (uid, role) ->
                Items.item(
                    body,
                    Pdu.ITEM_ROLE,
                    Items.join(
                        Items.counted(uid),
                        new byte[] {flag(role.user()), flag(role.provider())})));
    Items.text(body, Pdu.ITEM_IMPLEMENTATION_VERSION, Part10Writer.IMPLEMENTATION_VERSION_NAME);
    user.extended()
        .forEach(
            (uid, information) ->
                Items.item(body, Pdu.ITEM_EXTENDED, Items.join(Items.counted(uid), information)));
    user.serviceClasses()
        .forEach(
            (uid, service) ->
                Items.item(
                    body,
                    Pdu.ITEM_COMMON_EXTENDED,
                    Items.join(Items.counted(uid), Items.counted(service), Items.u16(0))));
    user.identity()
        .ifPresent(
            identity ->
                Items.item(
                    body,
                    Pdu.ITEM_IDENTITY,
                    Items.join(
                        new byte[] {
                          (byte) identity.type().code(), flag(identity.responseRequested())
                        },
                        Items.counted(identity.primary()),
                        Items.counted(identity.secondary()))));
    user.identityAnswer()
        .ifPresent(answer -> Items.item(body, Pdu.ITEM_IDENTITY_ANSWER, Items.counted(answer)));
    return body.toByteArray();
  }

  private static byte flag(boolean set) {
    return (byte) (set ? 1 : 0);
  }

  /** Reads the sub-items of a user information item; unknown ones are ignored (PS3.8 9.3.1). */
  static UserInformation decode(byte[] body, Items.Item information) {
    long maxLength = 0;
    Optional<UserInformation.Operations> operations = Optional.empty();
    Map<String, Role> roles = new LinkedHashMap<>();
    Map<String, byte[]> extended = new LinkedHashMap<>();
    Map<String, String> services = new LinkedHashMap<>();
    Optional<UserIdentity> identity = Optional.empty();
    Optional<byte[]> answer = Optional.empty();
    for (Items.Item item : Items.read(body, information.start(), information.end())) {
      Items.Cursor cursor = new Items.Cursor(body, item);
      switch (item.type()) {
        case Pdu.ITEM_MAX_LENGTH -> maxLength = cursor.u32();
        case Pdu.ITEM_OPERATIONS ->
            operations = Optional.of(new UserInformation.Operations(cursor.u16(), cursor.u16()));
        case Pdu.ITEM_ROLE ->
            roles.put(cursor.text(), new Role(cursor.u8() != 0, cursor.u8() != 0));
        case Pdu.ITEM_EXTENDED -> extended.put(cursor.text(), cursor.rest());
        case Pdu.ITEM_COMMON_EXTENDED -> services.put(cursor.text(), cursor.text());
        case Pdu.ITEM_IDENTITY -> identity = Optional.of(identity(cursor));
        case Pdu.ITEM_IDENTITY_ANSWER -> answer = Optional.of(cursor.counted());
        default -> {
          // Implementation names are of no consequence; the rest is not known.
        }
      }
    }
    return new UserInformation(maxLength, operations, roles, extended, services, identity, answer);
  }

  private static UserIdentity identity(Items.Cursor cursor) {
    UserIdentity.Type type = UserIdentity.Type.of(cursor.u8());
    boolean respond = cursor.u8() != 0;
    byte[] primary = cursor.counted();
    return new UserIdentity(type, primary, cursor.counted(), respond);
  }
}

package org.therafed.runtime.login;

/**
 * A log-in by the right password, as an event.
 *
 * @param account the account's name
 * @param address network address of the client
 */
public record PasswordTaken(String account, String address) {}

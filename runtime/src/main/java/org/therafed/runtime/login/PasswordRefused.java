package org.therafed.runtime.login;

/**
 * A log-in that was refused, as an event.
 *
 * @param account the account's name; empty where there is none of the name given, for that may be
 *     anything, a password typed into the wrong field among it
 * @param address network address of the client
 */
public record PasswordRefused(String account, String address) {}

package org.therafed.runtime.login.oidc;

/**
 * What became of a sign-in by the provider, as an event.
 *
 * @param account name of the account; empty where nobody is known
 * @param address network address of the client
 * @param taken whether somebody was signed in
 * @param status HTTP status of the answer
 */
public record ProviderSignedIn(String account, String address, boolean taken, int status) {}

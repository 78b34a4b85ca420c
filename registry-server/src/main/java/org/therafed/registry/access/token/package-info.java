/**
 * Access tokens for sites: the token endpoint of SMART Backend Services (RFC 6749
 * client_credentials with a {@code private_key_jwt} of RFC 7523), what it refuses, and the tokens
 * that it gave.
 */
package org.therafed.registry.access.token;

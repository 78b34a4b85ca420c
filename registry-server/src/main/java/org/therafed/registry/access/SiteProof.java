package org.therafed.registry.access;

import org.therafed.profiles.identifier.SiteId;

/**
 * A site that has just proved itself by a signature.
 *
 * @param key SHA-256 thumbprint (RFC 7638) of the registered key that the signature is by
 * @param live whether its records are taken; else it is on its way there
 */
public record SiteProof(SiteId site, String key, boolean live) {}

package org.therafed.registry.access;

import org.therafed.profiles.identifier.SiteId;

/**
 * A site that may do something.
 *
 * @param live whether its records are taken; else it is on its way there
 */
public record SiteGrant(SiteId site, SiteScope scope, boolean live) {}

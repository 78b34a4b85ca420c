package org.therafed.registry.access;

import org.therafed.profiles.identifier.SiteId;

/** A site that may do something. */
public record SiteGrant(SiteId site, SiteScope scope) {}

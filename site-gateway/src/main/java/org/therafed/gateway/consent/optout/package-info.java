/** Opt-out lists of the hospital: whoever stands on one does not want it. */
package org.therafed.gateway.consent.optout;

/** A hospital's way on board, as docs/onboarding.md counts it. */
package org.therafed.e2e.onboarding;

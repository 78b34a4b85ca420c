/** People who sign in at both applications by a real provider. */
package org.therafed.e2e.oidc;

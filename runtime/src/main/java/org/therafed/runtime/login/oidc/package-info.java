/** Sign-in of people by an OpenID Connect provider, as a choice beside local accounts. */
package org.therafed.runtime.login.oidc;

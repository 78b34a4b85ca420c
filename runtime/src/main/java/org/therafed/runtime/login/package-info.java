/** Local accounts of people, log-in by password, and the sessions of their browsers. */
package org.therafed.runtime.login;

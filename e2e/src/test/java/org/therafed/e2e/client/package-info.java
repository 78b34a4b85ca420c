/** The registry's FHIR API, asked by clients that others wrote. */
package org.therafed.e2e.client;
